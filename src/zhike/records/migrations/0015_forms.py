"""Tables for public forms and what is handed in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BUILDERS = ("管理员", "销售经理", "客服主管", "市场")


def give_forms(apps, schema_editor):
    """Let the built-in roles of a book already there build forms."""
    for role in apps.get_model("records", "Role").objects.filter(name__in=BUILDERS):
        if "forms" not in role.rights:
            role.rights = [*role.rights, "forms"]
            role.save(update_fields=["rights"])


def take_forms(apps, schema_editor):
    """Take the right away again."""
    for role in apps.get_model("records", "Role").objects.filter(name__in=BUILDERS):
        role.rights = [right for right in role.rights if right != "forms"]
        role.save(update_fields=["rights"])


class Migration(migrations.Migration):
    """Adds public forms and what is handed in."""

    dependencies = [("records", "0014_entry")]

    operations = [
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.TextField()),
                ("hour", models.DateTimeField()),
                ("times", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "form_knock",
                "constraints": [models.UniqueConstraint(fields=("digest", "hour"), name="one_knock")],
            },
        ),
        migrations.CreateModel(
            name="PublicForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField(default=dict)),
                ("state", models.TextField(choices=[("草稿", "草稿"), ("发布", "发布"), ("停用", "停用")], default="草稿")),
                ("version", models.IntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"db_table": "public_form"},
        ),
        migrations.CreateModel(
            name="FormLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.TextField(unique=True)),
                ("channel", models.TextField()),
                ("label", models.TextField(blank=True, default="")),
                ("shown", models.IntegerField(default=0)),
                ("handed_in", models.IntegerField(default=0)),
                ("closed", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("form", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="links", to="records.publicform")),
            ],
            options={"db_table": "form_link"},
        ),
        migrations.CreateModel(
            name="HandIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(default=0)),
                ("channel", models.TextField(blank=True, default="")),
                ("values", models.JSONField(default=dict)),
                ("answers", models.JSONField(default=dict)),
                ("consent", models.JSONField(default=dict)),
                ("state", models.TextField(choices=[("待收", "待收"), ("已收", "已收"), ("已退", "已退"), ("垃圾", "垃圾")], default="待收")),
                ("at", models.DateTimeField()),
                ("once", models.TextField(unique=True)),
                ("reason", models.TextField(blank=True, default="")),
                ("judged_at", models.DateTimeField(null=True)),
                ("batch", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.batch")),
                ("customer", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.customer")),
                ("judged_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("link", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.formlink")),
                ("form", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="hand_ins", to="records.publicform")),
            ],
            options={
                "db_table": "hand_in",
                "indexes": [models.Index(fields=["state", "at"], name="hand_in_waiting")],
            },
        ),
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("content", models.JSONField()),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("form", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="records.publicform")),
            ],
            options={
                "db_table": "form_version",
                "constraints": [models.UniqueConstraint(fields=("form", "number"), name="one_form_version")],
            },
        ),
        migrations.RunPython(give_forms, take_forms),
    ]
