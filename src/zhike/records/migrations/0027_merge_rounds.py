"""Merging by rule: rounds, what reviews said of rules, rules that may act alone."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
_STATES = ("抽查", "待合并", "合并中", "已合并", "停下", "已撤销")


def _to(model: str, **told: object) -> models.ForeignKey:
    protected = django.db.models.deletion.PROTECT
    return models.ForeignKey(on_delete=protected, related_name="+", to=model, **told)


class Migration(migrations.Migration):
    """Three small tables; none hangs on a customer."""

    dependencies = [("records", "0025_quality")]

    operations = [
        migrations.CreateModel(
            name="MergeRound",
            fields=[
                ("id", _ID),
                ("rule", models.TextField()),
                ("groups", models.JSONField()),
                ("sample", models.JSONField(default=list)),
                ("answers", models.JSONField(default=dict)),
                ("merges", models.JSONField(default=list)),
                ("left", models.JSONField(default=list)),
                ("amount_fen", models.BigIntegerField(default=0)),
                ("unattended", models.BooleanField(default=False)),
                ("state", models.TextField(choices=[(w, w) for w in _STATES], default="抽查")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("by", _to("records.account")),
            ],
            options={"db_table": "merge_round"},
        ),
        migrations.CreateModel(
            name="RuleReview",
            fields=[
                ("id", _ID),
                ("rule", models.TextField()),
                ("ids", models.TextField()),
                ("right", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("by", _to("records.account")),
                ("merge", _to("records.merge", null=True)),
            ],
            options={
                "db_table": "rule_review",
                "constraints": [
                    models.UniqueConstraint(fields=("rule", "ids"), name="one_rule_review")
                ],
            },
        ),
        migrations.CreateModel(
            name="UnattendedRule",
            fields=[
                ("id", _ID),
                ("rule", models.TextField(unique=True)),
                ("at", models.DateTimeField()),
                ("by", _to("records.account")),
            ],
            options={"db_table": "unattended_rule"},
        ),
    ]
