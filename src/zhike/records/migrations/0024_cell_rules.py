"""Which rule read a cell."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """A table of how many cells of a batch each rule read."""

    dependencies = [("records", "0023_set_aside")]

    operations = [
        migrations.CreateModel(
            name="RuleUse",
            fields=[
                ("id", _ID),
                ("rule", models.TextField()),
                ("version", models.IntegerField()),
                ("cells", models.BigIntegerField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_uses",
                        to="records.batch",
                    ),
                ),
            ],
            options={"db_table": "rule_use"},
        ),
        migrations.AddConstraint(
            model_name="ruleuse",
            constraint=models.UniqueConstraint(
                fields=["rule", "version", "batch"], name="one_use_a_batch"
            ),
        ),
    ]
