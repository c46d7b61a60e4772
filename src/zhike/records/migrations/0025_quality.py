"""How complete the book was, day by day."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """A table of counts a day, a person, a channel and a key field."""

    dependencies = [("records", "0024_cell_rules")]

    operations = [
        migrations.CreateModel(
            name="QualityDay",
            fields=[
                ("id", _ID),
                ("day", models.DateField()),
                ("channel", models.TextField(blank=True, default="")),
                ("path", models.TextField()),
                ("filled", models.BigIntegerField()),
                ("cells", models.BigIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.account",
                    ),
                ),
            ],
            options={
                "db_table": "quality_day",
                "indexes": [models.Index(fields=["day", "owner"], name="quality_day_owner")],
            },
        ),
    ]
