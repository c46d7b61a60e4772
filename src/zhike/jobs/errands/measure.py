"""Answer one question about metrics, and the rows behind one figure."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.measure.behind import rows_behind
from zhike.measure.measure import measure
from zhike.records.customer.scope import sight_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.store.tables import Tables, tables_for
from zhike.words.period import Period

SAID = "计算指标"


def run(
    errand: Errand,
    *,
    names: Sequence[str],
    by: Sequence[str] = (),
    period: str = "",
    where: str = "",
    compare: Sequence[str] = (),
) -> Answer:
    """Return metrics by dimensions within the asker's rows (shape of DESIGN §7).

    `compare` (环比, 同比) brings the earlier figures; what isn't over today is not compared.
    """
    tables, said = _tables(errand)
    found = measure(
        tables,
        names,
        by=by,
        period=Period.parse(period) if period else None,
        where=where,
        compare=compare,
        as_of=errand.today,
        playbook=active_playbook(),
    )
    return {**found.as_json(), "scope": said}


def behind(
    errand: Errand, *, name: str, period: str = "", where: Mapping[str, str] | None = None
) -> Any:
    """Return the rows one figure was counted from, within the asker's rows."""
    tables, _ = _tables(errand)
    span = Period.parse(period) if period else None
    return rows_behind(tables, name, period=span, where=where or {}, playbook=active_playbook())


def _tables(errand: Errand) -> tuple[Tables, str]:
    sight = sight_for(errand.viewer)
    return tables_for(sight, refreshed(errand)), sight.said
