"""Groups of customers that look alike, kept ready for the page."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _text() -> models.TextField:
    return models.TextField(blank=True, default="")


class Migration(migrations.Migration):
    """Three tables of what can be found again at any time; the next comparison fills them."""

    dependencies = [("records", "0029_match_rules")]

    operations = [
        migrations.CreateModel(
            name="MatchGroup",
            fields=[
                ("id", _ID),
                ("cluster", models.BigIntegerField()),
                ("first", models.BigIntegerField()),
                ("ids", models.TextField()),
                ("is_sure", models.BooleanField()),
                ("later", models.BooleanField()),
                ("amount_fen", models.BigIntegerField()),
                ("weight", models.FloatField()),
                ("probability", models.FloatField()),
                ("relation", _text()),
                ("veto", _text()),
                ("rules", _text()),
            ],
            options={
                "db_table": "match_group",
                "indexes": [
                    models.Index(
                        fields=["later", "-amount_fen", "first", "id", "cluster"],
                        name="match_order",
                    ),
                    models.Index(
                        fields=["cluster", "relation", "is_sure", "amount_fen"],
                        name="match_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchMember",
            fields=[
                (
                    "customer",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="records.customer",
                    ),
                ),
                ("cluster", models.BigIntegerField(db_index=True)),
                ("size", models.IntegerField()),
            ],
            options={"db_table": "match_member"},
        ),
        migrations.CreateModel(
            name="JudgedLately",
            fields=[("id", _ID), ("customer_id", models.BigIntegerField())],
            options={"db_table": "judged_lately"},
        ),
    ]
