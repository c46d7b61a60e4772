"""Records set aside and what was verified."""

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = [("records", "0022_fill_ins")]

    operations = []
