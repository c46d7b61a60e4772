"""What the book says by itself, and the tasks that came from it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds findings of a run, the customers they are about, and where a task came from."""

    dependencies = [
        ("records", "0007_merge"),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.TextField()),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("wording", models.TextField()),
                ("refused", models.BooleanField(default=False)),
                ("order", models.IntegerField(default=0)),
                ("audience", models.JSONField(default=list)),
                ("content", models.JSONField(default=dict)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="records.analysisrun",
                    ),
                ),
            ],
            options={
                "db_table": "finding",
            },
        ),
        migrations.AddField(
            model_name="task",
            name="finding",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="records.finding",
            ),
        ),
        migrations.CreateModel(
            name="FindingCustomer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.IntegerField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.customer",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="customers",
                        to="records.finding",
                    ),
                ),
            ],
            options={
                "db_table": "finding_customer",
            },
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["run", "scope", "refused"], name="finding_scope"),
        ),
        migrations.AddConstraint(
            model_name="findingcustomer",
            constraint=models.UniqueConstraint(
                fields=("finding", "customer"), name="one_finding_customer"
            ),
        ),
    ]
