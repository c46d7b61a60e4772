"""Pairs of customers that look alike."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model: str, how: object, **told: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=how, related_name="+", to=model, **told)


class Migration(migrations.Migration):
    """Tables of found pairs, of where the comparison stood and of learned weights."""

    dependencies = [("records", "0018_alias")]

    operations = [
        migrations.CreateModel(
            name="MatchPair",
            fields=[
                ("id", _ID),
                ("weight", models.FloatField(default=0.0)),
                ("probability", models.FloatField(default=0.0)),
                ("verdict", models.TextField()),
                ("relation", models.TextField(blank=True, default="")),
                ("veto", models.TextField(blank=True, default="")),
                ("evidence", models.JSONField(default=list)),
                ("token", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "a",
                    _to(
                        "records.customer",
                        django.db.models.deletion.CASCADE,
                        db_constraint=False,
                        db_index=False,
                    ),
                ),
                (
                    "b",
                    _to("records.customer", django.db.models.deletion.CASCADE, db_constraint=False),
                ),
            ],
            options={"db_table": "match_pair"},
        ),
        migrations.CreateModel(
            name="MatchStanding",
            fields=[
                ("id", _ID),
                ("token", models.BigIntegerField(default=0)),
                ("ways", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "match_standing"},
        ),
        migrations.CreateModel(
            name="MatchWeights",
            fields=[
                ("id", _ID),
                ("text", models.TextField()),
                ("customers", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("active", models.BooleanField(default=False)),
                ("by", _to("records.account", django.db.models.deletion.PROTECT)),
            ],
            options={"db_table": "match_weights"},
        ),
        migrations.AddConstraint(
            model_name="matchpair",
            constraint=models.UniqueConstraint(fields=("a", "b"), name="one_match_pair"),
        ),
    ]
