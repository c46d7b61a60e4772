"""How customers that are not one are related."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A word beside what people said of a pair."""

    dependencies = [("records", "0020_match_keys")]

    operations = [
        migrations.AddField(
            model_name="judged",
            name="relation",
            field=models.TextField(blank=True, default=""),
        ),
    ]
