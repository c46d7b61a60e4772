"""Django's handle on this room."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The room of what is kept."""

    name = "zhike.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "记录"
