"""The rules that hold for a found pair, beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Found pairs get a column for their rules; everybody is compared anew to fill it."""

    dependencies = [("records", "0028_district")]

    operations = [
        migrations.AddField(
            model_name="matchpair",
            name="rules",
            field=models.TextField(blank=True, default=""),
        ),
    ]
