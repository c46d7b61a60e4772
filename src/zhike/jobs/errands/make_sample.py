"""Invent the sample company, write its workbooks and bring them in through the real import."""

from datetime import date, timedelta

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands import accept_import, analyse, make_tasks, propose_import
from zhike.records.account.changes import create_account, create_team, ensure_roles
from zhike.records.account.lookups import people
from zhike.records.demo import mark_demo
from zhike.sample.company import SELLERS, invent
from zhike.sample.workbooks import write_workbooks

SAID = "生成示例公司"
PLAN = "高潜力客户30天未跟进"
TEAMS = {"销售一部": SELLERS[:2], "销售二部": SELLERS[2:]}


def run(errand: Errand, *, until: str = "", seed: int = 1) -> Answer:
    """Make the sample company's book as it stands on `until` (default: yesterday)."""
    day = date.fromisoformat(until) if until else errand.today - timedelta(days=1)
    make_people(errand)
    mark_demo(errand.home)
    files = write_workbooks(invent(until=day, seed=seed), errand.home.path / "demo", seed=seed)
    counts = []
    for file in files:
        proposed = propose_import.run(errand, paths=[str(file)])
        accepted = accept_import.run(errand, batch=proposed["batch"])
        counts.append({"file": file.name, **{k: accepted.get(k, 0) for k in ("new", "rejected")}})
    found = analyse.run(errand, as_of=day.isoformat())
    tasks = make_tasks.run(errand, plan=PLAN, as_of=day.isoformat())
    return {"files": counts, "analysis": found, "tasks": tasks["made"], "as_of": day.isoformat()}


def make_people(errand: Errand) -> None:
    """Create the demo's teams and people; nobody has a password, the cards let them in."""
    ensure_roles()
    have = {person.username for person in people()}
    by, at = errand.viewer.account_id, errand.at
    for number, (team, sellers) in enumerate(TEAMS.items(), 1):
        team_id = create_team(team, by=by, at=at)
        wanted = [(f"manager{number}", ("赵敏", "孙强")[number - 1], "销售经理")]
        wanted += [(f"sales{number}{i}", name, "销售顾问") for i, name in enumerate(sellers, 1)]
        for username, name, role in wanted:
            if username not in have:
                create_account(username, name=name, role=role, team_id=team_id, by=by, at=at)
