"""The keys a new customer is looked up by."""

from django.db import migrations

from zhike.records.blocking import table


def make(apps, schema_editor):
    """Create the tables of keys."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in table.SQLITE_MAKE if sqlite else table.POSTGRES_MAKE:
        schema_editor.execute(statement)
    schema_editor.execute(table.STANDING_MAKE)


def unmake(apps, schema_editor):
    """Drop the tables of keys."""
    for name in table.TABLES:
        schema_editor.execute(f"DROP TABLE {name}")


class Migration(migrations.Migration):
    """Adds blocking_key, blocking_of and blocking_standing."""

    dependencies = [("records", "0019_matches")]

    operations = [migrations.RunPython(make, unmake)]
