"""The analysis pass over the whole book: standings, scores, tiers and tags."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from zhike.analyse.abc import abc
from zhike.analyse.churn import churn
from zhike.analyse.overview import people, score_rows, standings, summary
from zhike.analyse.rfm import rfm
from zhike.analyse.risk import RISK, levelled, risk_rows
from zhike.analyse.scores import score
from zhike.playbook.playbook import Playbook
from zhike.store.tables import Tables
from zhike.tag.rules import tag_customers
from zhike.words.period import Period, window_before


@dataclass(frozen=True, slots=True)
class Review:
    """What one pass found: `summary` counts, `frames` to keep, `customers` one by one."""

    summary: dict[str, Any]
    found: Mapping[str, pl.DataFrame]
    churn: pl.DataFrame

    def frames(self) -> Mapping[str, pl.DataFrame]:
        """Return standings, scores and tags, in the columns `keep_run` keeps."""
        return self.found

    def customers(self) -> Iterator[dict[str, Any]]:
        """Yield each customer's results; `id` is the inner one."""
        return people(self.found, self.churn)


def review(tables: Tables, *, playbook: Playbook, as_of: date) -> Review:
    """Analyse every customer of the tables as of a day, by the playbook's models and windows.

    Raises FormulaRefused when a factor or tag rule names something the playbook doesn't know.
    """
    recent = _window(playbook.analyses.rfm.months, as_of)
    leaving = _churn(tables, playbook, as_of)
    found = {
        "standings": _standings(tables, playbook, as_of),
        "scores": _all_scores(tables, playbook, as_of, leaving),
        "tags": _rows(tables, tag_customers(tables, playbook=playbook, as_of=as_of)),
    }
    counts = summary(
        found=found,
        customers=_rows(tables, tables.customers.count()).item(),
        as_of=as_of.isoformat(),
        window=f"{recent.start}..{recent.last}" if recent else "全部",
    )
    return Review(counts, found, leaving)


def _churn(tables: Tables, playbook: Playbook, as_of: date) -> pl.DataFrame:
    """Return who may be leaving, by the levels of the playbook where it has such a scheme."""
    found = _rows(tables, churn(tables, as_of=as_of))
    schemes = [scheme for scheme in playbook.schemes if scheme.name == RISK]
    return levelled(found, schemes[0]) if schemes else found


def _all_scores(
    tables: Tables, playbook: Playbook, as_of: date, leaving: pl.DataFrame
) -> pl.DataFrame:
    """Return the scores of every model, and beside them the churn risk with its parts."""
    scored = [_scores(tables, m.name, playbook, as_of) for m in playbook.score_models]
    return pl.concat([*scored, risk_rows(leaving)], how="vertical_relaxed")


def _standings(tables: Tables, playbook: Playbook, as_of: date) -> pl.DataFrame:
    settings = playbook.analyses
    recent = _rows(tables, rfm(tables, as_of=as_of, period=_window(settings.rfm.months, as_of)))
    cuts = (settings.abc.a_until, settings.abc.b_until)
    period = _window(settings.abc.months, as_of)
    return standings(recent, _rows(tables, abc(tables, as_of=as_of, period=period, cuts=cuts)))


def _scores(tables: Tables, name: str, playbook: Playbook, as_of: date) -> pl.DataFrame:
    model = playbook.score_model(name)
    return score_rows(model, _rows(tables, score(tables, model, as_of=as_of, playbook=playbook)))


def _window(months: int, as_of: date) -> Period | None:
    return window_before(as_of, months=months) if months else None


def _rows(tables: Tables, expr: Any) -> pl.DataFrame:
    return pl.DataFrame(tables.run(expr))
