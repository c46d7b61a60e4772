"""Where each page lives: every file of `pages` says its own addresses."""

import pkgutil
from importlib import import_module

from django.urls import URLPattern, URLResolver

from zhike.web import pages


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of all pages, found by listing their folder."""
    found: list[URLPattern | URLResolver] = []
    for module in pkgutil.iter_modules(pages.__path__):
        found += import_module(f"{pages.__name__}.{module.name}").urlpatterns
    return found


urlpatterns = addresses()
