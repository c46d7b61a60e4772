"""Django's handle on the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room of pages."""

    name = "zhike.web"
    label = "web"
    verbose_name = "网页"
