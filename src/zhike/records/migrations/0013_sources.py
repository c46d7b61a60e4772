"""Tables for where data came from, competitors, referrals and channel costs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NOTHING = {"blank": True, "default": ""}


def kept() -> list[tuple[str, models.Field]]:
    """Return the columns every input row has."""
    stamp = {"db_constraint": False, "null": True, "related_name": "+"}
    protect = django.db.models.deletion.PROTECT
    return [
        ("id", models.BigAutoField(primary_key=True, serialize=False)),
        ("identity", models.TextField()),
        ("rev", models.BigIntegerField(db_index=True)),
        ("source", models.TextField(**NOTHING)),
        ("source_row", models.IntegerField(null=True)),
        ("own", models.JSONField(blank=True, default=dict)),
        ("created_at", models.DateTimeField()),
        ("gone_at", models.DateTimeField(null=True)),
        ("born_batch", models.ForeignKey(on_delete=protect, to="records.batch", **stamp)),
        (
            "created_by",
            models.ForeignKey(
                on_delete=protect, to=settings.AUTH_USER_MODEL, db_index=False, **stamp
            ),
        ),
    ]


def one_live(noun: str) -> models.UniqueConstraint:
    """Return the constraint that two live rows never share an identity."""
    return models.UniqueConstraint(
        condition=models.Q(("gone_at__isnull", True)), fields=("identity",), name=f"one_live_{noun}"
    )


def texts(*names: str) -> list[tuple[str, models.Field]]:
    """Return columns for texts that may be empty."""
    return [(name, models.TextField(**NOTHING)) for name in names]


class Migration(migrations.Migration):
    """Adds where data came from, competitors, referrals and channel costs."""

    dependencies = [("records", "0012_intake")]

    operations = [
        *(
            migrations.AddField("batch", name, models.TextField(**NOTHING))
            for name in ("channel", "collector", "lawful_source", "consent")
        ),
        migrations.AddField("batch", "collected_on", models.DateField(null=True)),
        *(
            migrations.AddField("customer", name, models.TextField(**NOTHING))
            for name in ("lawful_source", "consent_proof")
        ),
        migrations.CreateModel(
            "Competitor",
            [
                *kept(),
                *texts(
                    "external_id", "name", "products", "satisfaction", "channels", "reps",
                    "service", "relations", "vip_customers", "learned_from",
                ),
                ("noted_on", models.DateField(null=True)),
            ],
            {"db_table": "competitor", "constraints": [one_live("competitor")]},
        ),
        migrations.CreateModel(
            "Referral",
            [
                *kept(),
                *texts("external_id", "referrer", "referrer_customer", "thanks"),
                ("referred_on", models.DateField()),
                ("fee_fen", models.BigIntegerField(null=True)),
                ("thanked_on", models.DateField(null=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.customer",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="records.customer",
                    ),
                ),
            ],
            {
                "db_table": "referral",
                "constraints": [one_live("referral")],
                "indexes": [
                    models.Index(fields=["customer", "referred_on"], name="referral_customer_day"),
                ],
            },
        ),
        migrations.CreateModel(
            "ChannelCost",
            [
                *kept(),
                *texts("external_id", "month", "channel", "note"),
                ("amount_fen", models.BigIntegerField(default=0)),
            ],
            {
                "db_table": "channel_cost",
                "constraints": [one_live("channel_cost")],
                "indexes": [models.Index(fields=["month", "channel"], name="channel_cost_month")],
            },
        ),
    ]  # fmt: skip
