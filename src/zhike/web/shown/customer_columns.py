"""The columns a list of customers may have, and how each shows one customer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.analyse.risk import RISK
from zhike.records.listing.lookups import GridRow
from zhike.records.said import Wording, said
from zhike.words.wording import wan, yuan

RANKS = {"S": 1, "A": 1, "B": 2, "C": 3, "D": 4}
RISK_RANKS = {"高": 1, "中": 2, "低": 4}
Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, how it is sorted, what a phone keeps of it, its cell and its text."""

    key: str
    label: Wording
    cell: Callable[[GridRow, date], Cell]
    kind: str = "text"
    sort: str = ""
    phone: str = ""
    title: Wording = ""

    def value(self, row: GridRow, today: date) -> str | float:
        """Return what an export writes for this column: text, or a number in whole units."""
        cell = self.cell(row, today)
        found: str | float = cell["whole"] if "whole" in cell else cell["text"] or ""
        return found


def _plain(name: str) -> Callable[[GridRow, date], Cell]:
    return lambda row, _today: {"text": getattr(row, name) or ""}


def _word(name: str) -> Callable[[GridRow, date], Cell]:
    """Return the cell of a field whose words are the book's: drawn translated, exported as kept."""
    return lambda row, _today: {
        "text": said(getattr(row, name) or ""),
        "whole": getattr(row, name) or "",
    }


def _long(name: str) -> Callable[[GridRow, date], Cell]:
    return lambda row, _today: {
        "text": getattr(row, name) or "",
        "title": getattr(row, name) or "",
        "kind": "long",
    }


def _name(row: GridRow, _today: date) -> Cell:
    return {
        "kind": "name",
        "text": row.name or _("（待补充名称）"),
        "small": row.number,
        "url": reverse("customer", args=[row.id]),
        "whole": row.name,
    }


def _tier(scheme: str) -> Callable[[GridRow, date], Cell]:
    def cell(row: GridRow, _today: date) -> Cell:
        letter = row.tiers.get(scheme, "")
        shown = (
            _("%(letter)s 暂定") % {"letter": letter}
            if letter and scheme in row.provisional
            else letter
        )
        return {
            "kind": "tier", "scheme": "", "text": letter, "rank": RANKS.get(letter, 3),
            "whole": shown,
            "title": f"{said(scheme)} {shown}" if letter else _("资料太少，还不能评分"),
        }  # fmt: skip

    return cell


def _risk(row: GridRow, _today: date) -> Cell:
    """Return the level with the index beside it; both its parts on hover (E-07)."""
    level = row.tiers.get(RISK, "")
    index = row.risk.partition(" = ")[0].removesuffix(".0")
    return {
        "kind": "state", "text": f"{said(level)} {index}" if level else "—", "heed": level == "高",
        "title": row.risk or _("近12个月没有订单，近6个月也没有投诉，不算流失风险"), "whole": level,
    }  # fmt: skip


def _abc(row: GridRow, _today: date) -> Cell:
    return {"kind": "tier", "scheme": "", "text": row.abc, "rank": RANKS.get(row.abc, 3)}


def _amount(row: GridRow, _today: date) -> Cell:
    text = "" if row.amount_fen is None else wan(row.amount_fen)
    whole = "" if row.amount_fen is None else row.amount_fen / 100
    title = (
        ""
        if row.amount_fen is None
        else _("%(amount_fen)s 元") % {"amount_fen": yuan(row.amount_fen)}
    )
    return {"kind": "number", "text": text, "title": title, "whole": whole}


def _day(name: str) -> Callable[[GridRow, date], Cell]:
    return lambda row, _today: {"kind": "day", "text": str(getattr(row, name) or "")}


def _last_follow(row: GridRow, today: date) -> Cell:
    if row.last_follow_on is None:
        return {"kind": "state", "text": _("从未"), "heed": False, "whole": ""}
    days = (today - row.last_follow_on).days
    text = (
        _("今天")
        if days == 0
        else _("%(days)s 天前") % {"days": days}
        if days > 0
        else str(row.last_follow_on)
    )
    return {
        "kind": "state", "text": text, "heed": days >= 30,
        "title": str(row.last_follow_on), "whole": str(row.last_follow_on),
    }  # fmt: skip


def _potential(row: GridRow, _today: date) -> Cell:
    known = row.potential is not None
    return {
        "kind": "number", "text": str(row.potential) if known else "",
        "whole": row.potential if known else "",
    }  # fmt: skip


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("name", gettext_lazy("客户名称"), _name, sort="name"),
        Column("number", gettext_lazy("编号"), _plain("number"), sort="number"),
        Column("priority", gettext_lazy("优先级"), _tier("优先级"), "tier", phone="end"),
        Column("value", gettext_lazy("价值分层"), _tier("价值分层"), "tier"),
        Column("type", gettext_lazy("类型"), _word("customer_type"), sort="type", phone="line"),
        Column("region", gettext_lazy("区域"), _word("region"), sort="region", phone="line"),
        Column("industry", gettext_lazy("行业"), _word("industry")),
        Column("size", gettext_lazy("规模"), _word("size")),
        Column(
            "amount",
            gettext_lazy("近12月金额（万）"),
            _amount,
            "number",
            "amount",
            title=gettext_lazy("近 12 个月已付款减退款，单位万元；由最近一次分析算出"),
        ),
        Column(
            "segment",
            gettext_lazy("价值分群"),
            _word("segment"),
            title=gettext_lazy("最近 · 频次 · 金额"),
        ),
        Column("abc", gettext_lazy("ABC（金额）"), _abc, "tier"),
        Column(
            "risk",
            gettext_lazy("风险"),
            _risk,
            title=gettext_lazy("流失风险指数：购买频次下降率 × 100 + 近 6 个月投诉 × 50"),
        ),
        Column(
            "last_follow", gettext_lazy("上次跟进"), _last_follow, sort="last_follow", phone="line"
        ),
        Column("last_said", gettext_lazy("跟进记录"), _long("last_said")),
        Column("next_step", gettext_lazy("下一步"), _long("next_step")),
        Column("owner", gettext_lazy("跟进人"), _plain("owner"), phone="line"),
        Column("contact", gettext_lazy("联系人"), _plain("contact")),
        Column("title", gettext_lazy("职位"), _plain("title")),
        Column("phone", gettext_lazy("联系电话"), _plain("phone")),
        Column("demand_type", gettext_lazy("需求类型"), _word("demand_type")),
        Column("demand_text", gettext_lazy("需求描述"), _long("demand_text")),
        Column("channel", gettext_lazy("接触渠道"), _word("source_channel")),
        Column(
            "first_contact",
            gettext_lazy("首次接触"),
            _day("first_contact_on"),
            sort="first_contact",
        ),
        Column(
            "followed_on", gettext_lazy("最近跟进时间"), _day("last_follow_on"), sort="last_follow"
        ),
        Column("status", gettext_lazy("状态"), _word("status")),
        Column("potential", gettext_lazy("潜力（1–5）"), _potential, "number", "potential"),
        Column("remark", gettext_lazy("备注"), _long("remark")),
    )
}
USUAL = (
    "name", "priority", "value", "type", "region", "amount", "last_follow", "risk", "next_step",
    "segment", "owner",
)  # fmt: skip
T0 = (
    "name", "number", "contact", "phone", "industry", "size", "type", "demand_type", "demand_text",
    "channel", "first_contact", "followed_on", "owner", "last_said", "status", "potential",
    "remark",
)  # fmt: skip


COOKIE = "zhike-columns"  # which columns somebody wants, on this machine
PRESETS = {"usual": USUAL, "t0": T0}


def chosen(keys: str, known: Mapping[str, Column] = COLUMNS) -> list[Column]:
    """Return the columns a choice names (or a preset); the name column is always first."""
    keys = ",".join(PRESETS.get(keys, ())) or keys
    named = [key for key in keys.split(",") if key in known and key != "name"]
    return [known[key] for key in ("name", *(named or USUAL[1:]))]


def handed_out(keys: str, known: Mapping[str, Column] = COLUMNS) -> list[Column]:
    """Return the columns a file of customers has: those chosen, the number beside the name."""
    wanted = chosen(keys, known)
    return [wanted[0], COLUMNS["number"], *(one for one in wanted[1:] if one.key != "number")]


def file_heads(columns: Sequence[Column]) -> list[str]:
    """Return the heads of a file, whose amounts are whole 元."""
    return [str(column.label).replace(_("（万）"), _("（元）")) for column in columns]
