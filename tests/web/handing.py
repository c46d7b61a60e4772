"""Handing files over in the browser, and going where that leads."""

import threading
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from web.small_book import said

from zhike.jobs.run import carry_out
from zhike.records.playbook_version.changes import ensure_playbook


def open_house() -> None:
    """Make a house without customers, and with the playbook that comes with it."""
    cache.clear()
    settings.HOME.ensure()
    ensure_playbook(at=timezone.now())


def hand_over(client: Client, text: str, name: str = "客户.csv") -> int:
    """Hand a file over in the browser, let the worker read it; returns the batch."""
    answer = client.post("/collect/files/", {"file": SimpleUploadedFile(name, text.encode())})
    return followed(client, answer)


def step(client: Client, batch: int, name: str) -> str:
    """Return what a step of the wizard says."""
    return said(client.get(f"/collect/{batch}/{name}/"))


def followed(client: Client, answer: Any) -> int:
    """Let the worker do what was asked for, then go where the progress bar leads.

    What is read otherwise is judged at once, without a bar, unless it is large.
    """
    if answer["Location"].startswith("/collect/"):
        return int(answer["Location"].split("/")[2])
    assert answer["Location"].startswith("/jobs/"), said(answer)
    carry_out(int(answer["Location"].split("/")[2]), stopping=threading.Event())
    bar = client.get(answer["Location"], headers={"HX-Request": "true"})
    assert "HX-Redirect" in bar, said(bar)
    return int(bar["HX-Redirect"].split("/")[2])
