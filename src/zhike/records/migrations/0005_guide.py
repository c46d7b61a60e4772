"""The guide's steps, the tiers' history and the company's name; orders found by their day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds guide_step, tier_move, company and the index order_day."""

    dependencies = [("records", "0004_account_rev")]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("trade", models.TextField(blank=True, default="")),
                ("since", models.DateTimeField()),
            ],
            options={"db_table": "company"},
        ),
        migrations.CreateModel(
            name="GuideStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=16)),
                ("done_at", models.DateTimeField()),
                ("account", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"db_table": "guide_step"},
        ),
        migrations.CreateModel(
            name="TierMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.TextField()),
                ("before", models.TextField()),
                ("after", models.TextField()),
                ("customer", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.customer")),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="records.analysisrun")),
            ],
            options={"db_table": "tier_move"},
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["ordered_on"], name="order_day"),
        ),
        migrations.AddConstraint(
            model_name="guidestep",
            constraint=models.UniqueConstraint(fields=("account", "step"), name="one_guide_step"),
        ),
        migrations.AddConstraint(
            model_name="tiermove",
            constraint=models.UniqueConstraint(fields=("run", "customer", "scheme"), name="one_tier_move"),
        ),
    ]
