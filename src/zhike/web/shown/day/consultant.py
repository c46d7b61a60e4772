"""A consultant's day: promises, complaints and tasks of the own customers, one after the other."""

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.day.due import Due, due_for
from zhike.records.listing.choices import counts_for
from zhike.records.listing.lookups import GridQuestion, GridRow, grid_for
from zhike.web.shown.customer_question import address
from zhike.web.shown.figures import figure, month_so_far
from zhike.web.shown.tasks import postponements
from zhike.web.shown.thanks import silent_block
from zhike.web.shown.today import Asking, Block, Day

ROLE = "销售顾问"
SHOWN = 7  # lines above the fold; the rest come in the queue
HOT, LACKING = {"tag": "高潜力", "idle": "30"}, {"missing": "1"}


def day(asking: Asking) -> Day:
    """Return the day of somebody who follows customers."""
    due = due_for(asking.viewer, today=asking.today)
    return Day(
        main=[due_block(asking, due)],
        figures=_figures(asking, due),
        side=silent_block(asking),
        queue=len(due),
    )


def due_block(asking: Asking, due: list[Due]) -> Block:
    """Return whom to talk to today; when nobody is due, whom a free hour is best spent on."""
    if not due:
        return _free(asking)
    more = (_("全部任务"), reverse("tasks"))
    told = {"days": postponements(asking.today), "today": asking.today, "left": len(due) - SHOWN}
    return Block(_("今天要做"), rows=due[:SHOWN], template="home/due.html", more=more, told=told)


def _free(asking: Asking) -> Block:
    number = counts_for(asking.viewer, {"hot": GridQuestion(filters=HOT)}, as_of=asking.today)[
        "hot"
    ]
    empty = _("今天没有到期的事。")
    if not number:
        return Block(_("接下来"), empty=empty, more=(_("全部任务"), reverse("tasks")))
    said = _("可以看 {number} 个高潜力但 30 天未跟进的客户。").format(number=number)
    return Block(
        _("接下来"),
        rows=_hot(asking),
        template="home/hot.html",
        empty=empty + said,
        more=(_("看名单"), address(HOT)),
    )


def _hot(asking: Asking) -> list[GridRow]:
    question = GridQuestion(filters=HOT, sort="last_follow", page_size=8)
    return grid_for(asking.viewer, question, as_of=asking.today).rows


def _figures(asking: Asking, due: list[Due]) -> list[dict[str, object]]:
    lacking = counts_for(
        asking.viewer, {"lacking": GridQuestion(filters=LACKING)}, as_of=asking.today
    )["lacking"]
    late = sum(line.first.due_on < asking.today for line in due)
    return [
        month_so_far(asking.viewer, asking.as_of, asking.today),
        figure(_("待跟进"), len(due), reverse("tasks"), unit=_("家")),
        figure(_("其中逾期"), late, reverse("tasks"), unit=_("家"), heed=late > 0),
        figure(_("待补充资料"), lacking, address(LACKING), unit=_("家")),
    ]
