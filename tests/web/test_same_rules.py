"""查重规则: a team's own rules of equality, edited on a page, hold from the next comparison on."""

import pytest
from records.conftest import make_people
from web.small_book import client_of, id_of, open_book, said
from web.test_customer_page import undo_of

from zhike.jobs.run import run_now
from zhike.records.job.models import Job
from zhike.records.match.lookups import pair_for
from zhike.records.playbook_version.lookups import active_playbook, active_version
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
SHEET = """\
客户编号,客户名称,联系人,联系电话,邮箱,跟进人
K1,甲州精密机械有限公司,赵建国,13800001111,li@jz-jm.com,王磊
K2,丁湖五金经营部,孙丽丽,13800002222,li@jz-jm.com,周小雨
"""


@pytest.fixture(scope="module")
def held(held_db: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Viewer]:
    """Return the people of a book of two firms that share an e-mail address and nothing else."""
    people = make_people()
    open_book(people["管理员"], tmp_path_factory.mktemp("book"), SHEET)
    run_now("find_matches", people["管理员"])
    return people


def test_a_rule_of_ones_own_holds_until_it_is_taken_back(book: dict[str, Viewer]) -> None:
    admin, pair = book["管理员"], (id_of("K1"), id_of("K2"))
    client = client_of(admin)
    assert "统一社会信用代码一致" in said(client.get("/clean/same/how/"))
    assert pair_for(admin, *pair) is None
    typed = {
        "name": "同一个邮箱",
        "equal": ["邮箱"],
        "verdict": "待核对",
        "version": active_version(),
    }
    answer = client.post("/clean/same/how/add/", typed, follow=True)
    assert "新增查重规则 同一个邮箱" in said(answer)
    assert Job.objects.filter(errand="find_matches", state="排队").exists()
    run_now("find_matches", admin)
    found = pair_for(admin, *pair)
    assert found is not None
    assert (found.verdict, found.rules) == ("review", ("同一个邮箱",))
    client.post(undo_of(answer))
    run_now("find_matches", admin)
    assert pair_for(admin, *pair) is None


def test_rules_are_retired_brought_back_and_dropped(book: dict[str, Viewer]) -> None:
    client = client_of(book["管理员"])

    def act(rule: str, what: str) -> str:
        told = {"rule": rule, "act": what, "version": active_version()}
        return said(client.post("/clean/same/how/act/", told, follow=True))

    act("客户名称一致", "retire")
    off = {one.name for one in active_playbook().same_rules if one.retired}
    assert off == {"客户名称一致"}
    act("客户名称一致", "back")
    assert not any(one.retired for one in active_playbook().same_rules)
    assert "不能删除" in act("客户名称一致", "drop")


@pytest.mark.parametrize(
    ("equal", "verdict", "why"),
    [
        (["联系电话"], "同一家", "请再加一项，或改判待核对"),
        ([], "待核对", "请勾选要一致的项"),
        (["统一社会信用代码"], "待核对", "比的就是这几项"),
    ],
)
def test_what_is_no_rule_is_refused_in_words(
    book: dict[str, Viewer], equal: list[str], verdict: str, why: str
) -> None:
    before = active_version()
    typed = {"name": "新的", "equal": equal, "verdict": verdict, "version": before}
    assert why in said(client_of(book["管理员"]).post("/clean/same/how/add/", typed))
    assert active_version() == before


def test_only_an_administrator_changes_how_it_is_judged(book: dict[str, Viewer]) -> None:
    client = client_of(book["王磊"])
    assert "新增规则" not in said(client.get("/clean/same/how/"))
    for address in ("add", "act", "learn", "weights"):
        assert client.post(f"/clean/same/how/{address}/", {}).status_code == 403
    with pytest.raises(Refused):
        run_now("estimate_matching", book["王磊"])


def test_a_small_book_says_that_it_is_too_small_to_learn_from(book: dict[str, Viewer]) -> None:
    assert "样本不足：只有 2 家客户" in said(client_of(book["管理员"]).get("/clean/same/how/"))
    with pytest.raises(Refused, match="样本不足：只有 2 家客户，满 2,000 家才能"):
        run_now("estimate_matching", book["管理员"])
