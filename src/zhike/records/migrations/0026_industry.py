"""Industry codes people confirmed."""

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = [("records", "0025_quality")]

    operations = []
