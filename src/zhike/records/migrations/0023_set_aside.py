"""Customers set aside as invalid, and values that were verified."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
_HOW = [(word, word) for word in ("客户反馈", "订单系统", "第三方", "本人核对")]


def _to(model: str, **told: object) -> models.ForeignKey:
    how = django.db.models.deletion.PROTECT
    return models.ForeignKey(on_delete=how, related_name="+", to=model, **told)


class Migration(migrations.Migration):
    """A table of customers that are out with the reason, and one of what was found right."""

    dependencies = [("records", "0022_fill_ins")]

    operations = [
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", _ID),
                ("rule", models.TextField(blank=True, default="")),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                ("back_at", models.DateTimeField(null=True)),
                ("back_by", _to("records.account", null=True)),
                ("by", _to("records.account")),
                ("customer", _to("records.customer")),
            ],
            options={
                "db_table": "set_aside",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("back_at__isnull", True)),
                        fields=("customer",),
                        name="aside_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", _ID),
                ("field", models.TextField()),
                ("value", models.TextField(blank=True, default="")),
                ("how", models.TextField(choices=_HOW)),
                ("at", models.DateTimeField(db_index=True)),
                ("gone_at", models.DateTimeField(null=True)),
                ("by", _to("records.account")),
                ("customer", _to("records.customer")),
            ],
            options={
                "db_table": "verification",
                "indexes": [models.Index(fields=["customer", "field"], name="verification_of")],
            },
        ),
    ]
