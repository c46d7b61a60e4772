"""Look at hand-ins as an intake would: problems, fate, what would change; writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone

from zhike.collect.form.design import Design
from zhike.collect.form.offered import NAME
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.proposing import propose_sheets
from zhike.records.contact.lookups import first_contact_id
from zhike.records.customer.named import Named, named_for
from zhike.records.form.lookups import asked_in
from zhike.records.handin.kept import kept_values, unrated_cases
from zhike.records.handin.lookups import HandInRow, hand_ins_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.handins import Checked, Given, answers_to, checked, rating, score_of, sheets_of
from zhike.words import mending
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

SAID = "核对收到的表单"
MOST = 500


def run(errand: Errand, *, ids: Sequence[int], same: Mapping[str, int] | None = None) -> Answer:
    """Return by id what an intake would do with each waiting hand-in: a Checked.

    `same` gives the customer a hand-in is about, as a person chose it, by the hand-in's id as text.
    """
    rows = hand_ins_for(errand.viewer, ids=ids, page=(1, MOST))
    given = given_of(errand, rows, same=same or {})
    return {"rows": {one.id: one for one in judged(errand, given)[0]}}


def given_of(errand: Errand, rows: Iterable[HandInRow], *, same: Mapping[str, int]) -> list[Given]:
    """Return hand-ins the way an intake reads them; one about a customer carries his number."""
    rows = list(rows)
    about = {row.id: same.get(str(row.id)) or row.customer_id for row in rows}
    named = named_for(errand.viewer, {one for one in about.values() if one})
    designs: dict[tuple[int, int], Design] = {}
    found = []
    for row in rows:
        customer = named.get(about[row.id] or 0)
        design = _design(row, designs)
        score, words = score_of(design, row.answers)
        if about[row.id] and customer is None:
            raise Refused("这份资料指的客户不在您的范围内，请让跟进人处理。")
        found.append(
            Given(
                id=row.id, title=row.form or "客户自己修改", at=timezone.localtime(row.at),
                values=_named(row.values, customer), channel=row.channel,
                customer=customer.id if customer else None,
                contact=_himself(row), score=score, words=words,
                response=design.response,
            )
        )  # fmt: skip
    return found


def _himself(row: HandInRow) -> int | None:
    """Return the person whose own card a customer corrected, where he is kept."""
    own_card = row.form_id is None and row.customer_id is not None
    return first_contact_id(row.customer_id or 0) if own_card else None


def _named(values: Mapping[str, str], customer: Named | None) -> dict[str, str]:
    """Return what was typed, with the name of whom it is about where he did not type it."""
    return ({NAME: customer.name} if customer else {}) | dict(values)


def _design(row: HandInRow, designs: dict[tuple[int, int], Design]) -> Design:
    if row.form_id is None:
        return Design()
    key = (row.form_id, row.version)
    if key not in designs:
        designs[key] = asked_in(*key)
    return designs[key]


def judged(errand: Errand, given: Sequence[Given]) -> tuple[list[Checked], Proposal | None]:
    """Return what an intake says of hand-ins and its proposal, new customers marked as such."""
    if not given:
        return [], None
    first = _proposed(errand, given, {})
    given = _with_cases(errand, given, first)
    if any(one.case for one in given):
        first = _proposed(errand, given, {})
    answers = answers_to(given, first)
    new = {one.id for one in checked(given, first) if one.fate == "new"}
    marked = [replace(one, is_new=one.id in new and one.customer is None) for one in given]
    proposal = _proposed(errand, marked, answers) if new or answers else first
    return [_compared(errand, one) for one in checked(marked, proposal)], proposal


def _compared(errand: Errand, one: Checked) -> Checked:
    """Return a Checked with what it would overwrite; only of whom the Viewer may see."""
    if one.fate != "changed" or one.customer is None:
        return one
    paths = {f"customers.{name}": value for name, value in one.new.items()}
    kept = kept_values(errand.viewer, one.customer, paths)
    other = (path for path, value in kept.items() if value not in (None, "", paths[path]))
    return replace(one, overwrites=tuple(path.partition(".")[2] for path in other))


def _with_cases(errand: Errand, given: Sequence[Given], first: Proposal) -> list[Given]:
    """Return the hand-ins with the case each satisfaction is about, where one waits for it."""
    whose = rating(given, first) | {one.id: one.customer for one in given if one.customer}
    cases = unrated_cases(errand.viewer, set(whose.values()), as_of=errand.today)
    return [
        replace(one, case=cases.get(whose[one.id])) if one.score and one.id in whose else one
        for one in given
    ]


def _proposed(
    errand: Errand, given: Sequence[Given], answers: Mapping[str, mending.Answer]
) -> Proposal:
    sheets, wish = sheets_of(given, playbook=active_playbook(), answers=answers)
    return propose_sheets(errand, sheets, wish=wish)


def as_told(one: Checked) -> dict[str, Any]:
    """Return a Checked as the API gives it."""
    problems = [
        {"column": column, "message": message, "severity": severity}
        for column, message, severity in one.problems
    ]
    return {"fate": one.fate, "problems": problems, "good": one.is_good,
            "overwrites": list(one.overwrites)}  # fmt: skip
