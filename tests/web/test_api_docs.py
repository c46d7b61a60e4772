"""The examples of docs/api.md, sent as they stand there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from web.two_books import empty_house, fresh_house

from zhike.collect.kinds import NOUNS
from zhike.records.key.changes import make_key

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).parents[2] / "docs/api.md").read_text("utf-8")
BLOCK = re.compile(r"```json (\S+)(?: (\S+))?\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def secret(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Return a key that may write everything into an empty book."""
    with django_db_blocker.unblock():
        admin = fresh_house()
        key = make_key(
            admin, "官网", account_id=admin.account_id, may_accept=True, at=timezone.now()
        )
        yield key.secret
        empty_house()


def test_every_example_is_answered_as_it_says(secret: str) -> None:
    client, headers = Client(), {"Authorization": f"Bearer {secret}"}
    told: Any = {}
    batch = 1  # the page's; what the database counts it as is its own affair
    blocks = BLOCK.findall(PAGE)
    assert len(blocks) == 6
    for what, address, body in blocks:
        if what == "answer":
            assert held(json.loads(body), told)
            continue
        ask = client.get if what == "GET" else client.post
        data = {"data": body.strip()} if what == "POST" else {}
        address = address.replace("batches/1", f"batches/{batch}")
        answer = ask(f"/api/v1/{address}", content_type="application/json", headers=headers, **data)
        assert answer.status_code == 200, answer.content.decode()
        told = answer.json()
        batch = told.get("batch", batch)


def held(said: Any, told: Any) -> bool:
    """Say whether everything that is said stands in the answer; what else stands there may."""
    if isinstance(said, dict):
        numbered = isinstance(told.get("batch"), int)  # which number is the database's affair
        return all(
            numbered if name == "batch" else held(value, told[name]) for name, value in said.items()
        )
    if isinstance(said, list):
        return len(said) == len(told) and all(map(held, said, told))
    return bool(said == told)


def test_the_kinds_named_are_kinds() -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("`POST /api/v1/intake"))
    assert set(re.findall(r"`([a-z_]+)`", line)) <= set(NOUNS)
