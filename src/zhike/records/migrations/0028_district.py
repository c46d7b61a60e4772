"""The district or county of a customer, where its address says one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more column; what was imported before stays as it was read."""

    dependencies = [("records", "0027_merge_rounds")]

    operations = [
        migrations.AddField("customer", "district", models.TextField(blank=True, default="")),
    ]
