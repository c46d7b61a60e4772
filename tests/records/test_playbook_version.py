"""The built-in playbook follows an upgrade; a team's own never changes by itself."""

import pytest
from records.conftest import AT
from records.test_batch import People

from zhike.playbook.load import load_builtin
from zhike.playbook.reading import dump
from zhike.records.playbook_version.changes import BUILT_IN, activate, ensure_playbook
from zhike.records.playbook_version.lookups import active_playbook

pytestmark = pytest.mark.django_db
TODAY = load_builtin("default")
OLDER = TODAY.revised(field_entries={k: v for k, v in TODAY.field_entries.items() if k != "报价"})


def older(by: int | None, note: str = BUILT_IN) -> str:
    return activate(dump(OLDER), version="default@older", by=by, at=AT, note=note)


def test_a_first_start_takes_the_built_in(db: None) -> None:
    assert ensure_playbook(at=AT) == TODAY.version
    assert ensure_playbook(at=AT, newer=True) == TODAY.version
    assert active_playbook().fields("quotes")


def test_an_untouched_built_in_follows_an_upgrade(db: None) -> None:
    older(by=None)
    assert ensure_playbook(at=AT) == "default@older"  # an ordinary start reads nothing anew
    assert ensure_playbook(at=AT, newer=True) == TODAY.version
    assert active_playbook().fields("quotes")


def test_what_a_team_changed_stays(people: People) -> None:
    older(by=people["管理员"].account_id)
    assert ensure_playbook(at=AT, newer=True) == "default@older"
    older(by=None, note="导入 mine.yaml")
    assert ensure_playbook(at=AT, newer=True) == "default@older"
