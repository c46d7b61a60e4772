"""Other numbers of customers, as people said of rows that were asked about."""

import django.db.models.deletion
from django.db import migrations, models

_ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model: str, how: object, **told: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=how, related_name="+", to=model, **told)


class Migration(migrations.Migration):
    """A table of numbers beside a customer's own."""

    dependencies = [("records", "0017_later")]

    operations = [
        migrations.CreateModel(
            name="CustomerAlias",
            fields=[
                ("id", _ID),
                ("identity", models.TextField(unique=True)),
                ("at", models.DateTimeField()),
                (
                    "customer",
                    _to("records.customer", django.db.models.CASCADE, db_constraint=False),
                ),
                ("batch", _to("records.batch", django.db.models.PROTECT)),
                ("by", _to("records.account", django.db.models.PROTECT, null=True)),
            ],
            options={"db_table": "customer_alias"},
        ),
    ]
