"""How complete the book was, day by day."""

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = [("records", "0024_cell_rules")]

    operations = []
