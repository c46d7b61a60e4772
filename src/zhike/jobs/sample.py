"""Whether the sample may be made or opened: never over a book of one's own; and making it."""

from django.conf import settings

from zhike.jobs.run import enqueue
from zhike.records.company.lookups import company_name
from zhike.records.company.plan import is_leaving
from zhike.records.customer.scope import customers_for
from zhike.records.demo import is_marked, is_under_way, mark_demo, mark_under_way
from zhike.records.job.lookups import JobRow, newest_job
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

NAME = "make_sample"


def is_sample_made(viewer: Viewer) -> bool:
    """Say whether the sample is there already; refuses where the book is one's own."""
    if is_leaving(settings.HOME):
        return True
    if is_under_way(settings.HOME):
        return False
    if not customers_for(viewer).exists() and not company_name():
        return False
    if not is_marked(settings.HOME):
        raise Refused(
            f"{settings.HOME.path} 里已有自己的数据，示例不会混进去。"
            "请用 zhike serve 打开，或用 ZHIKE_HOME 指定另一个文件夹看示例。"
        )
    return True


def begin_sample(viewer: Viewer, *, until: str = "", seed: int = 1) -> int:
    """Have the worker make the sample; every page shows how far it is. Returns the job."""
    mark_demo(settings.HOME)
    mark_under_way(settings.HOME)
    return enqueue(NAME, viewer, until=until, seed=seed)


def sample_job() -> JobRow | None:
    """Return the newest attempt to make the sample, or None when it was made at once."""
    return newest_job(NAME)


def begin_sample_again(viewer: Viewer) -> None:
    """Have it made once more where the newest attempt ended without a sample."""
    job = sample_job()
    if is_under_way(settings.HOME) and (job is None or job.state in ("失败", "取消", "中断")):
        enqueue(NAME, viewer)
