"""问题: causes mended once for all their cells, cells corrected in place, duplicates answered."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.collect.orders import ORDERS
from zhike.jobs.run import run_now
from zhike.web.door import Asked
from zhike.web.handing import posted
from zhike.web.mending import mended
from zhike.web.pages.collect_steps import waiting
from zhike.web.shown.intake.cells import placed
from zhike.web.shown.intake.groups import NOTHING
from zhike.web.shown.intake.mended import patch_back
from zhike.web.shown.intake.mending import live_context, marks_of, mending_context
from zhike.web.shown.intake.steps import address
from zhike.web.undo import remember
from zhike.words.mending import TAKE_OFF, UNASSIGNED
from zhike.words.problem import Refused
from zhike.words.wording import count

Cells = Sequence[Sequence[Any]]
MENDED = "mended"  # the newest of these takes the place of the one before
LIVE, WHOLE = "collect/mend_live.html", "collect/mend.html"


@posted
def mend_word(request: Asked, batch_id: int) -> HttpResponse:
    """Take a text of a field for another word in all its cells, and remember it when asked to."""
    told = request.POST
    field, value, meant = (told.get(name, "").strip() for name in ("path", "value", "meant"))
    if not field or not meant:
        raise Refused(_("没有说改成什么，请选一个词再应用。"))
    meant = "" if meant == NOTHING else meant
    patch: dict[str, Any] = {"words": [[field, value, meant]]}
    if told.get("learn") and meant:
        patch["learn"] = [[field, value, meant]]
    words = (
        _("%(n)s 格的日子按 %(meant)s 读")
        if value in ORDERS
        else _("“%(value)s” → %(meant)s，%(n)s 格")
    )
    said = words % {"value": value, "meant": meant or _("留空"), "n": count(_times(request))}
    return _answered(request, batch_id, patch, said=said)


@posted
def mend_owner(request: Asked, batch_id: int) -> HttpResponse:
    """Say who an unknown colleague is: an account, a placeholder account, or nobody yet."""
    name, meant = (request.POST.get(key, "").strip() for key in ("value", "meant"))
    who = UNASSIGNED if meant == NOTHING else meant
    said = _("“%(name)s”的 %(n)s 行已定下跟进人") % {"name": name, "n": count(_times(request))}
    return _answered(request, batch_id, {"owners": {name: who}}, said=said)


def _times(request: Asked) -> int:
    told = request.POST.get("times", "")
    return int(told) if told.isdigit() else 0


@posted
def mend_create(request: Asked, batch_id: int) -> HttpResponse:
    """Take customers that are only mentioned as new ones that lack their particulars."""
    waiting(request.viewer, batch_id)
    run_now("propose_again", request.viewer, batch=batch_id, create_customers=True)
    return _told(request, batch_id, said=_("表里提到的新客户，会先建成待补充"))


@posted
def mend_answer(request: Asked, batch_id: int) -> HttpResponse:
    """Say of rows that may be somebody known: it is that one, they are new, or not now."""
    identities, do = request.POST.getlist("identity"), request.POST.get("do", "")
    words = {"same": _("就是这家"), "new": _("是新客户"), "skip": _("先不导")}
    way, _colon, record_id = do.partition(":")
    if not identities or way not in words:
        raise Refused(_("没有说是哪一行，请刷新页面再试。"))
    answer = {"do": way} | ({"id": int(record_id)} if record_id.isdigit() else {})
    said = words[way]
    if len(identities) > 1:
        said = _("%(n)s 行：%(said)s") % {"n": count(len(identities)), "said": said}
    return _answered(request, batch_id, {"answers": dict.fromkeys(identities, answer)}, said=said)


@posted
def mend_tags(request: Asked, batch_id: int) -> HttpResponse:
    """Say of a sheet of tags whether the tags it leaves out are taken off or stay."""
    waiting(request.viewer, batch_id)
    sheet, going = request.POST.get("sheet", ""), request.POST.get("do") == "off"
    patch = {"tags": {sheet: TAKE_OFF if going else None}}
    back = mended(request.viewer, batch_id, patch, at=timezone.now())
    undo = remember(request.session, "mended", batch=batch_id, patch=back)
    said = _("表里没有的标签，导入时会去掉") if going else _("表里没有的标签，导入后仍留着")
    messages.success(request, said, extra_tags=undo)
    return redirect(address(batch_id, "preview"))


@posted
def mend_back(request: Asked, batch_id: int) -> HttpResponse:
    """Put one mend back as it stood in the file."""
    patch = patch_back(request.POST.get("entry", ""))
    return _answered(request, batch_id, patch, said=_("已放回原样"))


@posted
def mend_cells(request: Asked, batch_id: int) -> HttpResponse:
    """Keep cells corrected in place: those whose text is not what stood there."""
    cells = _changed(request.POST)
    if not cells:
        return _shown(request, batch_id, LIVE)
    said = _("已改 %(n)s 格") % {"n": count(len(cells))}
    return _answered(request, batch_id, {"cells": cells}, said=said, template=LIVE)


def _changed(told: Mapping[str, str]) -> list[list[Any]]:
    """Return [file, sheet, row, head, text] of the boxes that differ from what they began with."""
    places = {name: placed(name) for name in told}
    return [
        [*place, told[name].strip()]
        for name, place in places.items()
        if place and told[name] != told.get(f"was {name}")
    ]


def _answered(
    request: Asked, batch_id: int, patch: dict[str, Any], *, said: str, template: str = WHOLE
) -> HttpResponse:
    """Keep a patch; answer with the page's part as it is now, what happened and its undo."""
    waiting(request.viewer, batch_id)
    back = mended(request.viewer, batch_id, patch, at=timezone.now())
    undo = remember(request.session, "mended", batch=batch_id, patch=back)
    return _told(
        request, batch_id, said=said, undo=undo, template=template, cells=patch.get("cells", ())
    )


def _told(
    request: Asked,
    batch_id: int,
    *,
    said: str,
    undo: str = "",
    template: str = WHOLE,
    cells: Cells = (),
) -> HttpResponse:
    if not request.htmx:
        messages.success(request, said, extra_tags=undo)
        return redirect(f"{address(batch_id, 'problems')}?{_question(request)}")
    answer = _shown(request, batch_id, template, cells=cells)
    answer["HX-Trigger"] = json.dumps(
        {"zhike:said": {"text": said, "undo": undo, "instead": MENDED}}
    )
    return answer


def _question(request: Asked) -> str:
    told = {key: request.POST.get(key, "") for key in ("cause", "group", "page")}
    return urlencode({key: said for key, said in told.items() if said})


def _shown(request: Asked, batch_id: int, template: str, *, cells: Cells = ()) -> HttpResponse:
    batch = waiting(request.viewer, batch_id)
    of_page = live_context if template == LIVE else mending_context
    context = of_page(request, batch)
    if cells:
        under_way = context["judging"] is not None
        context["marks"] = marks_of(request.viewer, batch_id, cells, judged=not under_way)
    return render(request, template, context)


def live(request: Asked, batch_id: int) -> HttpResponse:
    """Return the chips and groups as they are now: asked for again while a batch is judged."""
    return _shown(request, batch_id, LIVE)


def work(request: Asked, batch_id: int) -> HttpResponse:
    """Return the cells or the pairs of one group, to be worked on beside the list."""
    batch = waiting(request.viewer, batch_id)
    if not request.htmx:
        return redirect(f"{address(batch_id, 'problems')}?{request.GET.urlencode()}")
    return render(request, "collect/mend_work.html", mending_context(request, batch))


urlpatterns = [
    path("collect/<int:batch_id>/mend/word/", mend_word, name="mend_word"),
    path("collect/<int:batch_id>/mend/owner/", mend_owner, name="mend_owner"),
    path("collect/<int:batch_id>/mend/create/", mend_create, name="mend_create"),
    path("collect/<int:batch_id>/mend/answer/", mend_answer, name="mend_answer"),
    path("collect/<int:batch_id>/mend/tags/", mend_tags, name="mend_tags"),
    path("collect/<int:batch_id>/mend/back/", mend_back, name="mend_back"),
    path("collect/<int:batch_id>/mend/cells/", mend_cells, name="mend_cells"),
    path("collect/<int:batch_id>/mend/live/", live, name="mend_live"),
    path("collect/<int:batch_id>/mend/work/", work, name="mend_work"),
]
