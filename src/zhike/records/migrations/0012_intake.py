"""Tables for saved mappings and how an intake is mended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds saved mappings, how long originals are kept, and a quick look-up by credit code."""

    dependencies = [("records", "0011_notice")]

    operations = [
        migrations.CreateModel(
            name="SavedMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("kind", models.TextField()),
                ("signature", models.TextField(db_index=True)),
                ("heads", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("choices", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "saved_mapping"},
        ),
        migrations.AddField(
            model_name="company",
            name="keep_files_days",
            field=models.IntegerField(default=180),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("credit_code", ""), _negated=True),
                fields=["credit_code"],
                name="customer_credit_code",
            ),
        ),
    ]
