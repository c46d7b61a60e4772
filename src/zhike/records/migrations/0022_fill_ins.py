"""Empty cells given to people to fill in."""

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = [("records", "0021_relations")]

    operations = []
