"""A manager's day: who carries how much, leads of nobody, and who moved between tiers."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zhike.records.day.due import due_for
from zhike.records.day.loads import Load, loads_for
from zhike.records.day.moves import Move, moves_for
from zhike.records.day.unassigned import unassigned_for
from zhike.records.listing.choices import counts_for
from zhike.records.listing.lookups import GridQuestion
from zhike.web.shown.customer_question import address
from zhike.web.shown.day.consultant import due_block
from zhike.web.shown.figures import figure, month_so_far
from zhike.web.shown.today import Asking, Block, Day, cell, number, right
from zhike.words.wording import count

ROLE = "销售经理"
SCHEME = "价值分层"
IDLE = {"idle": "30"}
RECENT = 31  # days a move between tiers is news


def day(asking: Asking) -> Day:
    """Return the day of somebody who leads people."""
    monday = asking.today - timedelta(days=asking.today.weekday())
    loads = loads_for(asking.viewer, today=asking.today, monday=monday)
    own = due_for(asking.viewer, today=asking.today)
    main = [load_block(loads), unassigned_block(asking, loads)]
    if own:
        main.insert(0, due_block(asking, own))
    return Day(
        main=main,
        figures=_figures(asking, loads),
        side=[moves_block(asking)],
        queue=len(own),
    )


def load_block(loads: list[Load]) -> Block:
    """Return what each person carries, whoever is late most first."""
    columns = [_("谁"), right(_("客户")), right(_("待办")), right(_("逾期")), right(_("本周跟进"))]
    lines = [
        [
            cell(load.name, f"{reverse('customers')}?owner={load.name}"),
            number(count(load.customers)),
            number(count(load.open)),
            number(count(load.late), heed=load.late > 0),
            number(count(load.talks)),
        ]
        for load in loads[:12]
    ]
    more = (_("全部任务"), f"{reverse('tasks')}?whose=all")
    return Block(_("团队负荷"), columns, lines, more=more, empty=_("团队里还没有人跟进客户。"))


def unassigned_block(asking: Asking, loads: list[Load]) -> Block:
    """Return the leads nobody follows, to be given to somebody with room."""
    total, rows = unassigned_for(asking.viewer)
    people = sorted(loads, key=lambda load: (load.late, load.open))
    return Block(
        _("待分配的客户"),
        rows=rows,
        template="home/unassigned.html",
        note=_("共 {total} 家").format(total=count(total)) if total else "",
        empty=_("没有待分配的客户，每一家都有人跟进。"),
        told={"people": people},
    )


def moves_block(asking: Asking) -> Block:
    """Return who went up or down a tier lately."""
    since = asking.as_of - timedelta(days=RECENT)
    moves = moves_for(asking.viewer, SCHEME, since=since, limit=8)
    return Block(
        _("升降级"),
        [pgettext("one", "客户"), _("价值分层"), _("跟进人")],
        [_move(move) for move in moves],
        note=_("近一个月"),
        empty=_("近一个月没有客户换级。再分析一次后，换了级的客户列在这里。"),
    )


def _move(move: Move) -> list[dict[str, Any]]:
    fell = move.after > move.before  # letters: A stands above D
    arrow = "↓" if fell else "↑"
    return [
        cell(move.customer, reverse("customer", args=[move.customer_id])),
        cell(f"{move.before} → {move.after} {arrow}", heed=fell),
        cell(move.owner or _("待分配")),
    ]


def _figures(asking: Asking, loads: list[Load]) -> list[dict[str, Any]]:
    idle = counts_for(asking.viewer, {"quiet": GridQuestion(filters=IDLE)}, as_of=asking.today)
    late = sum(load.late for load in loads)
    talks = sum(load.talks for load in loads)
    return [
        month_so_far(asking.viewer, asking.as_of, asking.today),
        figure(_("逾期的任务"), late, f"{reverse('tasks')}?whose=all", unit=_("件"), heed=late > 0),
        figure(_("近30天未跟进"), idle["quiet"], address(IDLE), unit=_("家")),
        figure(_("本周跟进"), talks, unit=_("次")),
    ]
