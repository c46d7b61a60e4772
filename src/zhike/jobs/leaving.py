"""Beginning to leave the demo, how far it is, and going on after a kill."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from zhike.access.viewer import viewer_named
from zhike.jobs.errands.leave_demo import NAME
from zhike.jobs.run import enqueue
from zhike.records.company.plan import Person, Plan, hold_leaving, is_leaving, save_plan
from zhike.records.demo import is_demo
from zhike.records.job.lookups import JobRow, newest_job
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One person of the own company with the password shown once."""

    username: str
    name: str
    role: str
    team: str
    password: str


def begin_leaving(
    viewer: Viewer, *, company: str, trade: str, teams: list[str], people: list[Newcomer]
) -> int:
    """Keep the plan and have it carried out; returns the job. Only an administrator of the demo."""
    if not is_demo(settings.HOME):
        raise Refused(_("这里没有示例数据，不用换。"))
    if not viewer.can("settings"):
        raise Refused(_("换成自己的公司要由管理员来做，请先换到管理员。"))
    hashed = (Person(p.username, p.name, p.role, p.team, make_password(p.password)) for p in people)
    save_plan(settings.HOME, Plan(company, trade, tuple(teams), tuple(hashed)))
    return enqueue(NAME, viewer)


def leaving_now() -> JobRow | None:
    """Return the newest attempt to leave the demo."""
    return newest_job(NAME)


def go_on_leaving() -> None:
    """Ask for it once more where nobody is at it: after a kill, or when it failed."""
    if not is_leaving(settings.HOME):
        return
    with hold_leaving(settings.HOME) as nobody:
        pass
    job = leaving_now()
    if nobody and (job is None or job.state != "排队"):
        enqueue(NAME, viewer_named(None))
