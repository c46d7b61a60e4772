"""Tables to fill in and tables to take along, as files."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from zhike.web.table_files import export_file, template_file


class Format(StringConverter):
    """The two forms a table is handed out in."""

    regex = "xlsx|csv"


register_converter(Format, "tableformat")

urlpatterns = [
    path("collect/template/<str:table>.xlsx", template_file, name="table_template"),
    path("collect/export/<str:table>.<tableformat:ending>", export_file, name="table_export"),
]
