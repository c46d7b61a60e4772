"""Tables for notices."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds notices."""

    dependencies = [("records", "0010_days")]

    operations = []
