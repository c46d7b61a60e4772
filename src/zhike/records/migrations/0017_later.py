"""Errands that are asked for now and carried out a little later."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A job may say when it is to be taken at the earliest."""

    dependencies = [("records", "0016_keys")]

    operations = [
        migrations.AddField("job", "not_before", models.DateTimeField(null=True)),
    ]
