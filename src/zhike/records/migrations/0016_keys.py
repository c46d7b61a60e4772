"""Tables for keys for intake over HTTP."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model: str, **told: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=model, **({"related_name": "+"} | told)
    )


class Migration(migrations.Migration):
    """Adds keys and the calls made with them."""

    dependencies = [("records", "0015_forms")]

    operations = [
        migrations.CreateModel(
            name="Key",
            fields=[
                ("id", _ID),
                ("source", models.TextField()),
                ("kinds", models.JSONField(default=list)),
                ("may_accept", models.BooleanField(default=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("prefix", models.CharField(max_length=16)),
                ("created_at", models.DateTimeField()),
                ("expires_on", models.DateField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("uses", models.BigIntegerField(default=0)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("account", _to(settings.AUTH_USER_MODEL)),
                ("created_by", _to(settings.AUTH_USER_MODEL)),
            ],
            options={"db_table": "intake_key"},
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", _ID),
                ("caller", models.TextField()),
                ("name", models.TextField(blank=True, default="")),
                ("digest", models.CharField(max_length=64)),
                ("status", models.IntegerField(null=True)),
                ("answer", models.JSONField(null=True)),
                ("at", models.DateTimeField(db_index=True)),
                ("batch", _to("records.batch", null=True)),
                ("key", _to("records.key", null=True, related_name="calls")),
            ],
            options={
                "db_table": "intake_call",
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("name", ""), _negated=True),
                        fields=("caller", "name"),
                        name="one_call_a_name",
                    )
                ],
            },
        ),
    ]
