"""The sheets of the report workbook."""
