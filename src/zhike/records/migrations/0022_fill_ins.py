"""Empty cells given to people to fill in."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model: str, **told: object) -> models.ForeignKey:
    how = django.db.models.deletion.PROTECT
    return models.ForeignKey(on_delete=how, to=model, **{"related_name": "+", **told})


class Migration(migrations.Migration):
    """A table of givings and a table of their cells."""

    dependencies = [("records", "0021_relations")]

    operations = [
        migrations.CreateModel(
            name="FillGiving",
            fields=[
                ("id", _ID),
                ("due_on", models.DateField()),
                ("why", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                ("by", _to("records.account")),
            ],
            options={"db_table": "fill_giving"},
        ),
        migrations.CreateModel(
            name="FillIn",
            fields=[
                ("id", _ID),
                ("path", models.TextField()),
                ("excuse", models.TextField(blank=True, default="")),
                ("reason", models.TextField(blank=True, default="")),
                ("excused_at", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                ("customer", _to("records.customer")),
                ("excused_by", _to("records.account", null=True)),
                ("giving", _to("records.fillgiving", related_name="cells")),
                ("to", _to("records.account")),
            ],
            options={
                "db_table": "fill_in",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("gone_at", None)),
                        fields=("customer", "path"),
                        name="one_fill_in",
                    )
                ],
            },
        ),
    ]
