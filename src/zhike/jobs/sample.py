"""Whether the sample may be made or opened: never over a book of one's own."""

from django.conf import settings

from zhike.records.company.lookups import company_name
from zhike.records.company.plan import is_leaving
from zhike.records.customer.scope import customers_for
from zhike.records.demo import is_marked
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


def is_sample_made(viewer: Viewer) -> bool:
    """Say whether the sample is there already; refuses where the book is one's own."""
    if is_leaving(settings.HOME):
        return True
    if not customers_for(viewer).exists() and not company_name():
        return False
    if not is_marked(settings.HOME):
        raise Refused(
            f"{settings.HOME.path} 里已有自己的数据，示例不会混进去。"
            "请用 zhike serve 打开，或用 ZHIKE_HOME 指定另一个文件夹看示例。"
        )
    return True
