"""Starting Django for commands and notebooks, before anything of the book is imported."""

import os

import django


def start_django() -> None:
    """Load settings and models; safe to call twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhike.web.settings")
    django.setup()
