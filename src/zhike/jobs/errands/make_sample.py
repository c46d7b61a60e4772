"""Invent the sample company, write its workbooks and bring them in through the real import."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from zhike.clean.corrected import corrected_cells
from zhike.jobs.errand import Answer, Errand, Tell
from zhike.jobs.errands import analyse, make_tasks
from zhike.jobs.errands.accept_import import take_in
from zhike.jobs.errands.propose_import import Asked, opened, summary_of
from zhike.records.account.changes import create_account, create_team, ensure_roles
from zhike.records.account.lookups import people
from zhike.records.demo import mark_demo, mark_ready
from zhike.records.listing.matching import matching_rows
from zhike.runs.findings import same_groups
from zhike.sample.book import invent
from zhike.sample.people import PEOPLE, TEAMS
from zhike.sample.try_out import write_try_out
from zhike.sample.workbooks.files import write_files
from zhike.words.wording import count

SAID = "生成示例公司"
PLAN = "高潜力客户30天未跟进"
EARLIER = (7, 2)  # days before the last one on which the plan ran: some tasks are late by now
MONTH = 30  # an earlier analysis, so that who moved between tiers is known
FILES = 7
_STEPS = 100


def run(errand: Errand, *, until: str = "", seed: int = 1) -> Answer:
    """Make the sample company's book as it stands on `until` (default: yesterday)."""
    day = date.fromisoformat(until) if until else errand.today - timedelta(days=1)
    make_people(errand)
    mark_demo(errand.home)
    errand.tell(2, _STEPS, "编一家公司：客户、订单、跟进…")
    files = list(_taken_in(errand, day, seed))
    step = _within(errand, 80, 100)
    analyse.run(step, as_of=(day - timedelta(days=MONTH)).isoformat())
    found = analyse.run(step, as_of=day.isoformat())
    tasks = sum(_tasks(step, day - timedelta(days=back)) for back in EARLIER)
    mark_ready(errand.home)
    errand.tell(_STEPS, _STEPS, "示例公司已备好")
    return {
        "files": files,
        "rows": dict(sum((Counter(file["rows"]) for file in files), Counter())),
        "corrected": sum(file["corrected"] for file in files),
        "doubled": same_groups(matching_rows(errand.viewer))["group"].n_unique(),
        "analysis": found,
        "tasks": tasks,
        "as_of": day.isoformat(),
    }


def _taken_in(errand: Errand, day: date, seed: int) -> Iterator[Answer]:
    """Bring in each workbook as soon as it is written; yields what it held."""
    folder = errand.home.path / "demo"
    write_try_out(folder / "try")
    company = invent(until=day, seed=seed)
    each = (78 - 6) // FILES
    for at, file in enumerate(write_files(company, folder, seed=seed)):
        start = 6 + at * each
        errand.tell(start, _STEPS, f"读 {file.name}")
        yield _take(_within(errand, start, start + each), file)


def _take(errand: Errand, file: Path) -> Answer:
    """Bring one workbook in as people do; returns its rows by kind and what became of them."""
    batch, proposal = opened(errand, [str(file)], asked=Asked())
    corrected = corrected_cells(proposal)
    rows = {part.noun: part.rows.height for part in proposal.parts}
    sheets = Counter({"sheets": len(proposal.raw)})
    take_in(errand, batch, replace(proposal, raw=()), all_or_nothing=False)
    told = {k: v for k, v in summary_of(batch, proposal, most=0).items() if k != "problems"}
    return {"file": file.name, **told, "rows": rows, "corrected": corrected, **sheets}


def _tasks(errand: Errand, day: date) -> int:
    return len(make_tasks.run(errand, plan=PLAN, as_of=day.isoformat())["tasks"])


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


def story(answer: Answer) -> list[str]:
    """Return what was done as the lines the terminal tells."""
    rows: dict[str, int] = answer["rows"]
    customers = sum(f["rows"]["customers"] + f["rejected"] for f in answer["files"][:2])
    rejected = sum(f["rejected"] for f in answer["files"])
    found: dict[str, Any] = answer["analysis"]
    at_risk = found["tiers"].get("流失风险", {}).get("高")
    leaving = f" · 流失信号 {count(at_risk)} 家" if at_risk else ""
    return [
        f"读 {len(answer['files'])} 个文件：客户 {count(customers)} 行，"
        f"订单 {count(rows['orders'])} 笔，明细 {count(rows['order_lines'])} 行",
        f"跟进 {count(rows['interactions'])} 条，报价 {count(rows['quotes'])} 份，"
        f"问题 {count(rows['cases'])} 件，行为 {count(rows['events'])} 条",
        f"修正 {count(answer['corrected'])} 格 · 未入 {count(rejected)} 行"
        f" · 疑似重复 {answer['doubled']} 组",
        f"分析 {count(found['customers_count'])} 家客户{leaving} · 任务 {answer['tasks']} 个",
    ]
