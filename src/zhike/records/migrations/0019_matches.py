"""Pairs of customers that look alike."""

from django.db import migrations


class Migration(migrations.Migration):
    """Nothing yet."""

    dependencies = [("records", "0018_alias")]

    operations = []
