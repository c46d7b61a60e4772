from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="rev",
            field=models.BigIntegerField(default=0),
        ),
    ]
