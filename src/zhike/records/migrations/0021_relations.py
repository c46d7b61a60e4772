"""How customers are related, and what an unmerge divides."""

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = [("records", "0020_match_keys")]

    operations = []
