"""The keys a new customer is looked up by."""

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = [("records", "0019_matches")]

    operations = []
