"""Two indexes of follow-ups."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Lets 今天 find the week's follow-ups and the promises due by their day."""

    dependencies = [("records", "0009_view")]

    operations = [
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(fields=["happened_on"], name="interaction_day"),
        ),
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(fields=["next_due_on"], name="interaction_due"),
        ),
    ]
