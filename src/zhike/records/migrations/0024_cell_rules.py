"""Which rule read a cell."""

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = [("records", "0023_set_aside")]

    operations = []
