"""One customer gets the forms and keys that it has among many."""

import polars as pl
import pytest
from clean.matching.invented import invented, typed_of

from zhike.clean.matching.firm_names import firm_parts
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.one_firm import FirmName, firm_name
from zhike.clean.matching.one_form import Typed, form_of


def test_every_form_is_that_of_the_column() -> None:
    rows = invented(1_500, seed=7)
    forms = {row["id"]: row for row in comparable(rows).iter_rows(named=True)}
    for at, typed in typed_of(rows).items():
        told = form_of(typed)
        assert told == {name: forms[at][name] for name in told}


@pytest.mark.parametrize(
    "name",
    [
        "北京华兴科技有限公司(上海分公司)",
        "华兴(中国)投资集团有限公司",
        "华兴科技有限公司-老客户",
        "华兴科技】(北京",
        "(广东省)华兴贸易第二分公司",
        "北京",
        "公司",
        "广东北京华兴有限公司",
        "中国移动通信集团广东有限公司深圳分公司",
        "华兴健康服务中心",
        "hua xing co.,ltd",
        "()",
        "-",
    ],
)
def test_odd_names_are_taken_apart_as_in_a_column(name: str) -> None:
    whole = firm_parts(pl.Series([name])).row(0, named=True)
    assert firm_name(name)._asdict() == whole


def test_a_name_is_taken_apart_by_hand() -> None:
    told = firm_name("广东省深圳市华兴贸易有先公司广州分公司")
    assert told == FirmName("4403", "华兴贸易", "公司", "广州", "贸易", "华兴")


def test_phones_and_people_of_one_customer() -> None:
    phones = ["13911112222", "021-69995778-801"]
    told = form_of(Typed("华兴有限公司", phones=phones, contacts=["王经理", "张建国"]))
    assert told["masks"] == ["1392222"]
    assert told["switchboard"] == "021-69995778"
    assert (told["contact"], told["surname"]) == ("张建国", "王")
    masked = form_of(Typed("华兴有限公司", phones=["139****2222"]))
    assert (masked["mobiles"], masked["masks"]) == (None, ["1392222"])
    assert form_of(Typed())["core"] is None
