"""Ask people for empty cells, or only say whom it would be."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.records.fill_in.changes import give_cells
from zhike.records.fill_in.missing import empties, managers, shares
from zhike.records.fill_in.state import fillable
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rights import insist
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused

SAID = "分派补充"
DAYS = 7  # people have when no day is said


def run(
    errand: Errand,
    *,
    fields: Mapping[str, int | None],
    due: str = "",
    manager: str = "",
    why: str = "",
    check: bool = False,
) -> Answer:
    """Give the empty cells of fields, named by label or path, to who follows the customers.

    Returns `giving` (None with `check`, which writes nothing), `cells`, `customers`, `due_on` and
    `people` with what each is asked for; `manager` (login or name) gets what nobody follows.
    """
    insist(errand.viewer, "assign", _("分派补充"))
    playbook = active_playbook()
    known = fillable(playbook)
    wanted = {_path(name, known): most for name, most in fields.items()}
    due_on = _day(due) if due else errand.today + timedelta(days=DAYS)
    found = shares(
        empties(errand.viewer, known, wanted), {path: known[path].label for path in wanted}
    )
    who = _manager(errand, manager)
    giving = None
    if not check:
        given = give_cells(
            errand.viewer, wanted, manager_id=who, due_on=due_on, why=why, at=errand.at
        )
        giving = given.giving_id
    return {
        "giving": giving,
        "due_on": due_on.isoformat(),
        "cells": sum(share.cells for share in found),
        "customers": sum(share.customers for share in found),
        "people": [
            {"person": share.owner or None, "cells": share.cells, "customers": share.customers,
             "fields": [{"field": label, "cells": n} for label, n in share.fields]}
            for share in found
        ],
    }  # fmt: skip


def _path(name: str, known: Mapping[str, FieldSpec]) -> str:
    """Return the field somebody means by its label or its path."""
    if name in known:
        return name
    named = [path for path, spec in known.items() if spec.label == name]
    if len(named) != 1:
        offered = "、".join(spec.label for spec in known.values() if spec.key)
        raise Refused(
            _("没有能分派补充的栏目“%(name)s”，可以写：%(offered)s。")
            % {"name": name, "offered": offered}
        )
    return named[0]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(_("期限“%(day)s”不是日期，请写成 2026-12-01。") % {"day": text}) from None


def _manager(errand: Errand, name: str) -> int | None:
    """Return who is asked for customers nobody follows, by login or name."""
    if not name:
        return None
    found = [one for one in managers(errand.viewer) if name in (one.username, one.name)]
    if len(found) != 1:
        raise Refused(_("没有能分派客户的人叫“%(name)s”，请写登录名或姓名。") % {"name": name})
    return found[0].pk
