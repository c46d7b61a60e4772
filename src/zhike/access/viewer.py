"""From an account to a Viewer: the only place that makes one."""

from typing import cast

from zhike.records.account.lookups import (
    AccountRow,
    account_by_login,
    account_row,
    first_administrator,
)
from zhike.words.viewer import Scope, Viewer


def viewer_for(account_id: int) -> Viewer:
    """Return the account's rights as they are at this moment."""
    return _viewer(account_row(account_id))


def viewer_named(username: str | None) -> Viewer:
    """Return the Viewer the command line acts as: `--as`, else the first administrator."""
    return _viewer(account_by_login(username) if username else first_administrator())


def _viewer(row: AccountRow) -> Viewer:
    teams = frozenset({row.team_id}) if row.team_id else frozenset()
    return Viewer(
        account_id=row.id,
        name=row.name,
        role=row.role,
        scope=cast(Scope, row.scope),
        team_ids=teams,
        may=frozenset(row.rights) | ({"note"} if "edit" in row.rights else set()),
    )
