"""The door servers call."""

import os

from django.core.wsgi import get_wsgi_application

from zhike.jobs.boot import look_for_cycles_seldom

look_for_cycles_seldom()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhike.web.settings")
application = get_wsgi_application()

from zhike.web.warming import warm  # noqa: E402 - models must stand first

warm()
