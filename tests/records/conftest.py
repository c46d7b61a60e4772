"""A ready book with an administrator, a manager and two consultants."""

from datetime import UTC, datetime

import pytest

from zhike.access.viewer import viewer_for
from zhike.records.account.changes import create_account, create_team, ensure_roles
from zhike.words.viewer import Viewer

AT = datetime(2024, 7, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def people(db: None) -> dict[str, Viewer]:
    """Return Viewers by name: 管理员 all; 李敏 leads 一部 with 王磊; 周小雨 is alone in 二部."""
    return make_people()


def make_people() -> dict[str, Viewer]:
    """Make them in an empty book."""
    ensure_roles()
    one = create_team("销售一部", by=None, at=AT)
    two = create_team("销售二部", by=None, at=AT)
    named = [
        ("管理员", "管理员", None),
        ("李敏", "销售经理", one),
        ("王磊", "销售顾问", one),
        ("周小雨", "销售顾问", two),
    ]
    ids = {
        name: create_account(f"u{i}", name=name, role=role, team_id=team, by=None, at=AT)
        for i, (name, role, team) in enumerate(named)
    }
    return {name: viewer_for(account_id) for name, account_id in ids.items()}
