"""Metrics, reports and standings over HTTP."""

from typing import Any

from ninja import Query, Router, Schema

from zhike.jobs.errands.make_report import document_for
from zhike.jobs.run import errand_of, run_now
from zhike.records.listing.tallies import tallies_for
from zhike.web.door import Asked
from zhike.words.problem import Refused

router = Router(tags=["指标与报表"])


class MeasureQuestion(Schema):
    """Metrics by at most three dimensions; name, by and compare (环比, 同比) may be repeated."""

    name: list[str]
    by: list[str] = []
    period: str = ""
    where: str = ""
    compare: list[str] = []


@router.get("/measure", summary="指标")
def measure(request: Asked, question: Query[MeasureQuestion]) -> dict[str, Any]:
    """Return metrics by dimensions and period (the shape of `zhike measure --json`)."""
    return run_now(
        "measure",
        request.viewer,
        names=question.name,
        by=question.by,
        period=question.period,
        where=question.where,
        compare=question.compare,
    )


@router.get("/reports/{name}", summary="报表的数字和结论")
def report(request: Asked, name: str, period: str) -> dict[str, Any]:
    """Return a report's figures and conclusions for a period; writes no file."""
    document = document_for(errand_of(request.viewer), name=name, period=period)
    return {"name": name, "period": period, "scope": document.scope_said, **document.as_json()}


@router.get("/analyse", summary="分层、分群与标签的家数")
def analyse(request: Asked) -> dict[str, Any]:
    """Return how many customers stand where by the current run, within the asker's rows."""
    tallies = tallies_for(request.viewer)
    if tallies is None:
        raise Refused("还没有分析过，请管理员先在“分析”页点“分析”。")
    return tallies.as_json()


@router.get("/channels", summary="渠道统计")
def channels(request: Asked, period: str = "") -> dict[str, Any]:
    """Return each channel's customers, completeness, conversion, sales and cost."""
    return run_now("read_channels", request.viewer, period=period)
