"""The search table, in each database's own way."""

from django.db import migrations

from zhike.records.search import table


def make(apps, schema_editor):
    """Create the table of pieces."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(table.SQLITE_MAKE if sqlite else table.POSTGRES_MAKE)


def unmake(apps, schema_editor):
    """Drop the table of pieces."""
    schema_editor.execute("DROP TABLE customer_search")


class Migration(migrations.Migration):
    """Adds customer_search."""

    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(make, unmake)]
