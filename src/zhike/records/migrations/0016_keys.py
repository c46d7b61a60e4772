"""Tables for keys for intake over HTTP."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds keys for intake over HTTP."""

    dependencies = [("records", "0015_forms")]

    operations = []
