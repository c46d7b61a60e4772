"""Invent the sample company, write its workbooks and bring them in through the real import."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from zhike.clean.corrected import corrected_cells
from zhike.jobs.asked import Asked, summary_of
from zhike.jobs.errand import Answer, Errand, Tell
from zhike.jobs.errands import analyse
from zhike.jobs.errands.accept_import import take_in
from zhike.jobs.errands.make_tasks import drafts_for
from zhike.jobs.opening import opened
from zhike.jobs.sample_form import put_form
from zhike.records.account.changes import create_account, create_team, ensure_roles
from zhike.records.account.lookups import people
from zhike.records.company.clearing import clear_rows
from zhike.records.customer.scope import customers_for
from zhike.records.demo import is_under_way, mark_complete, mark_demo, mark_under_way
from zhike.records.match.same import same_customers
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.records.score.lookups import current_run
from zhike.records.task.changes import create_tasks
from zhike.sample.book import invent
from zhike.sample.people import PEOPLE, TEAMS
from zhike.sample.rows import Company
from zhike.sample.try_out import write_try_out
from zhike.sample.workbooks import earlier
from zhike.sample.workbooks.files import write_files
from zhike.words.problem import Refused

SAID = "生成示例公司"
PLAN = "高潜力客户30天未跟进"
EARLIER = (7, 2)  # days before the last one on which the plan ran: some tasks are late by now
MONTH = 30  # an earlier analysis, so that who moved between tiers is known
FILES = 8
SOURCE = {"channel": "CRM历史", "collector": "销售内勤"}  # of its workbooks (S0-12)
_STEPS = 100


def run(errand: Errand, *, until: str = "", seed: int = 1) -> Answer:
    """Make the sample company's book as it stands on `until` (default: yesterday)."""
    day = date.fromisoformat(until) if until else errand.today - timedelta(days=1)
    _make_room(errand)
    make_people(errand)
    errand.tell(2, _STEPS, "编一家公司：客户、订单、跟进…")
    company = invent(until=day, seed=seed)
    files = list(_taken_in(errand, company, seed))
    waiting = put_form(company)
    month_ago = (day - timedelta(days=MONTH)).isoformat()
    analyse.run(_within(errand, 78, 87), as_of=month_ago)
    found = analyse.run(_within(errand, 87, 96), as_of=day.isoformat())
    tasks = _tasks(_within(errand, 96, _STEPS), day)
    mark_complete(errand.home)
    errand.tell(_STEPS, _STEPS, "示例公司已备好")
    return {
        "files": files,
        "rows": dict(sum((Counter(file["rows"]) for file in files), Counter())),
        "corrected": sum(file["corrected"] for file in files),
        "doubled": same_customers(errand.viewer)["group"].n_unique(),
        "analysis": found,
        "tasks": tasks,
        "waiting": waiting,
        "as_of": day.isoformat(),
    }


def _make_room(errand: Errand) -> None:
    """Mark the home as invented; take out what an attempt broken off has left, nothing else."""
    if is_under_way(errand.home):
        clear_rows(progress=_within(errand, 0, 2).tell)
        ensure_playbook(at=errand.at)
    elif customers_for(errand.viewer).exists():
        raise Refused("这里已有数据，示例不会混进去。请用 ZHIKE_HOME 指定另一个文件夹看示例。")
    mark_demo(errand.home)
    mark_under_way(errand.home)


def _taken_in(errand: Errand, company: Company, seed: int) -> Iterator[Answer]:
    """Bring in each workbook as soon as it is written; yields what it held."""
    folder = errand.home.path / "demo"
    write_try_out(folder / "try")
    each = (78 - 6) // FILES
    for at, file in enumerate(write_files(company, folder, seed=seed)):
        start = 6 + at * each
        errand.tell(start, _STEPS, f"读 {file.name}")
        yield _take(_within(errand, start, start + each), file, _source(file, company))


def _source(file: Path, company: Company) -> dict[str, str]:
    """Return where a workbook comes from: all from the old book, but for the list of the fair."""
    if file.name != earlier.NAME:
        return SOURCE
    on = earlier.held_on(company.until).isoformat()
    return {"channel": earlier.CHANNEL, "collector": earlier.COLLECTOR, "collected_on": on}


def _take(errand: Errand, file: Path, source: dict[str, str]) -> Answer:
    """Bring one workbook in as people do; returns its rows by kind and what became of them."""
    batch, proposal = opened(errand, [str(file)], asked=Asked(source=source))
    corrected = corrected_cells(proposal)
    rows = {part.noun: part.rows.height for part in proposal.parts}
    sheets = Counter({"sheets": len(proposal.raw)})
    take_in(errand, batch, replace(proposal, raw=()), all_or_nothing=False)
    told = {k: v for k, v in summary_of(batch, proposal, most=0).items() if k != "problems"}
    return {"file": file.name, **told, "rows": rows, "corrected": corrected, **sheets}


def _tasks(errand: Errand, day: date) -> int:
    """Make the tasks a plan gave last week and the day before yesterday; returns how many.

    Whom somebody has spoken to since needs none any more.
    """
    last_week, newest = (
        drafts_for(errand, plan=PLAN, as_of=(day - timedelta(days=back)).isoformat())
        for back in EARLIER
    )
    late = {draft.customer_id: draft for draft in last_week}
    drafts = [late.get(draft.customer_id, draft) for draft in newest]
    run = current_run()
    return len(
        create_tasks(errand.viewer, drafts, plan=PLAN, run_id=run.id if run else None, at=errand.at)
    )


def _within(errand: Errand, start: int, end: int) -> Errand:
    """Return the errand with its steps told as a part of the whole."""

    def tell(done: int, total: int, said: str) -> None:
        part = min(done / total, 1) if total else 0
        errand.tell(round(start + (end - start) * part), _STEPS + 1, said)

    told: Tell = tell
    return replace(errand, tell=told)


def make_people(errand: Errand) -> None:
    """Create the demo's teams and people; nobody has a password, the cards let them in."""
    ensure_roles()
    have = {person.username for person in people()}
    by, at = errand.viewer.account_id, errand.at
    teams = {name: create_team(name, by=by, at=at) for name in TEAMS}
    for one in PEOPLE:
        if one.username not in have:
            team_id = teams[one.team]
            create_account(
                one.username, name=one.name, role=one.role, team_id=team_id, by=by, at=at
            )
