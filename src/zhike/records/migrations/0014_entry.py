"""Tables for attachments, activities and links for entry."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds attachments, activities and links for entry."""

    dependencies = [("records", "0013_sources")]

    operations = []
