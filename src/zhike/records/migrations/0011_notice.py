"""Tables for notices."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Adds notices."""

    dependencies = [("records", "0010_days")]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("link", models.TextField(blank=True, default="")),
                ("about", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "notice",
                "indexes": [
                    models.Index(
                        condition=Q(("done_at__isnull", True)),
                        fields=["account"],
                        name="notice_open",
                    ),
                    models.Index(
                        condition=Q(("about", ""), _negated=True),
                        fields=["about"],
                        name="notice_about",
                    ),
                ],
            },
        ),
    ]
