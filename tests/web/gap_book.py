"""A book of four customers of which three have gaps, and people who are asked to fill them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from web.small_book import open_book
from web.two_books import AT, empty_house, fresh_house

from zhike.access.viewer import viewer_for
from zhike.records.account.changes import create_account, create_team
from zhike.words.viewer import Viewer

NAME, PHONE, INDUSTRY = "contacts.name", "contacts.phone", "customers.industry"
SHEET = """\
客户编号,客户名称,联系人,联系电话,所属行业,客户类型,跟进人
F1,甲州精密机械有限公司,赵经理,13800001111,机械,成交,王磊
F2,乙城物流有限公司,,,物流,潜在,王磊
F3,丙江食品有限公司,孙女士,,,意向,周小雨
F4,丁海贸易有限公司,,,零售,潜在,
"""  # what lacks: F2 person and phone; F3 phone and industry; F4 person and phone, and an owner


@contextmanager
def gap_book(folder: Path, text: str = SHEET) -> Iterator[dict[str, Viewer]]:
    """Keep the book while this lasts: 李敏 leads 一部 with 王磊, 周小雨 is alone in 二部."""
    book = {"管理员": fresh_house()}
    one, two = (create_team(name, by=None, at=AT) for name in ("销售一部", "销售二部"))
    roles = (("李敏", "销售经理", one), ("王磊", "销售顾问", one), ("周小雨", "销售顾问", two))
    for login, (name, role, team) in enumerate(roles):
        account = create_account(f"u{login}", name=name, role=role, team_id=team, by=None, at=AT)
        book[name] = viewer_for(account)
    open_book(book["管理员"], folder, text)
    yield book
    empty_house()
