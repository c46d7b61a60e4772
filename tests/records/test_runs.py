"""A run counts only when all that belongs to it is kept."""

from datetime import date

import polars as pl
import pytest
from records.conftest import AT

from zhike.records.score.changes import keep_run
from zhike.records.score.lookups import current_run
from zhike.words.stamp import Stamp
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
NOTHING = {name: pl.DataFrame(schema={"customer_id": pl.Int64}) for name in ("standings", "scores")}
TAGS = {"customer_id": pl.Int64, "tag": pl.String, "family": pl.String, "evidence": pl.String}


def keep(viewer: Viewer, day: date, **more: object) -> int:
    """Keep an empty run of a day."""
    return keep_run(
        NOTHING | {"tags": pl.DataFrame(schema=TAGS)}, stamp=Stamp(day, 1, "v"), summary={},
        by=viewer.account_id, at=AT, progress=lambda *_: None, **more,
    )  # fmt: skip


def test_what_fails_beside_a_run_leaves_the_old_one_current(people: dict[str, Viewer]) -> None:
    admin = people["管理员"]
    first = keep(admin, date(2024, 5, 31))

    def fail(_run: int) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        keep(admin, date(2024, 6, 30), beside=fail)
    run = current_run()
    assert run is not None
    assert (run.id, run.as_of) == (first, date(2024, 5, 31))
