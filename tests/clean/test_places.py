"""Places said in several cells of a row: taken within each other, never guessed (S3-14)."""

import polars as pl
import pytest
from clean.test_rows import CleanSheet, clean

from zhike.clean.address_places import ADDRESS, beginning_of
from zhike.clean.places import settled
from zhike.playbook.load import load_builtin
from zhike.runs.entry import propose_entry

PLAYBOOK = load_builtin("default")
PATHS = {"address": ADDRESS}
PLACE = ("province", "city", "district")


def together(**cells: str) -> tuple[tuple[str, ...] | None, dict[str, str]]:
    """Return what cells by their field say together, and what is said of single ones."""
    texts = {PATHS.get(name, f"customers.{name}"): text for name, text in cells.items()}
    if "address" in cells:
        begun = pl.select(beginning_of(pl.lit(cells["address"]))).item()
        texts |= {ADDRESS: begun or ""}
    place, reasons, _follows = settled({path: text for path, text in texts.items() if text})
    said = {path.removeprefix("customers."): why for path, why in reasons.items()}
    return place and tuple(getattr(place, level) for level in PLACE), said


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ({"city": "南京", "district": "鼓楼区"}, ("江苏省", "南京市", "鼓楼区")),
        ({"city": "徐州市", "district": "鼓楼"}, ("江苏省", "徐州市", "鼓楼区")),
        ({"city": "北京", "district": "朝阳区"}, ("北京市", "北京市", "朝阳区")),
        ({"city": "长春", "district": "朝阳区"}, ("吉林省", "长春市", "朝阳区")),
        ({"city": "广州", "district": "白云区"}, ("广东省", "广州市", "白云区")),
        ({"region": "江苏南京", "district": "鼓楼区"}, ("江苏省", "南京市", "鼓楼区")),
        ({"province": "北京市", "city": "市辖区", "district": "朝阳区"},
         ("北京市", "北京市", "朝阳区")),
    ],
)  # fmt: skip
def test_a_name_of_several_cities_is_the_one_in_the_rows_city(cells, place):
    assert together(**cells) == (place, {"district": ""})


def test_a_city_that_shares_its_name_is_told_by_the_province():
    assert together(province="辽宁", city="朝阳") == (("辽宁省", "朝阳市", ""), {"city": ""})


@pytest.mark.parametrize("district", ["浦东新区", "朝阳区", "西湖区"])
def test_a_district_of_another_city_is_left_out_with_the_reason(district):
    place, said = together(city="南京", district=district)
    assert place == ("江苏省", "南京市", "")
    assert said == {"district": f"“{district}”不在南京市，没有采用；请核对省、市、区县这几栏"}


def test_a_city_of_another_province_is_left_out_with_what_stands_in_it():
    place, said = together(province="江苏", city="杭州", district="西湖区")
    assert place == ("江苏省", "", "")
    assert set(said) == {"city", "district"}
    assert "“杭州”不在江苏省" in said["city"]


@pytest.mark.parametrize(
    "cells",
    [
        {"city": "南京", "district": "待定"},  # says nothing; the cell keeps its own problem
        {"region": "江苏", "district": "鼓楼区"},  # 江苏 has two
        {"city": "南京", "district": "江苏省南京市鼓楼区"},  # understood alone
        {"region": "上海", "city": "苏州", "district": "姑苏区"},  # who sells there is no place
        {"city": "东莞", "district": "南城街道"},
        {"region": "上海", "address": "江苏省南京市鼓楼区"},  # nor does it say where goods go
        {"address": "鼓楼区中山路1号"},  # several cities have one
        {"address": "老城区中山路1号"},  # many call a part so
        {"address": "金山花园小区5号"},
        {"address": "上海市场路5号"},
        {"district": "鼓楼区", "address": "徐州市云龙区3号"},
    ],
)
def test_what_nobody_can_say_is_left_as_it_was(cells):
    assert together(**cells) == (None, {})


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("江苏省苏州市工业园区星湖街328号", ("江苏省", "苏州市", "")),
        ("215000 江苏苏州吴中区木渎镇", ("江苏省", "苏州市", "吴中区")),
        ("昆山市前进路1号", ("江苏省", "苏州市", "昆山市")),
        ("海淀区中关村大街1号", ("北京市", "北京市", "海淀区")),
        ("新疆乌鲁木齐市新市区北京南路", ("新疆维吾尔自治区", "乌鲁木齐市", "新市区")),
    ],
)
def test_an_address_alone_says_the_place(address, place):
    assert together(address=address) == (place, {"详细地址": ""})


def test_an_address_tells_which_district_of_that_name_is_meant():
    place, said = together(district="鼓楼区", address="江苏省南京市鼓楼区")
    assert place == ("江苏省", "南京市", "鼓楼区")
    assert said == {"district": "", "详细地址": ""}


def test_an_address_elsewhere_is_told_and_changes_nothing():
    place, said = together(city="上海", address="江苏省南京市鼓楼区")
    assert place == ("上海市", "上海市", "")
    assert said == {
        "详细地址": "地址在江苏省南京市鼓楼区，与这一行的上海市不同，两处都照原样保留；请核对"
    }


def places(made: CleanSheet) -> list[tuple[str | None, ...]]:
    return made.frame.select(f"customers.{level}" for level in PLACE).rows()


def test_a_sheet_keeps_what_its_cells_say_together():
    """Row 3 has its district from the address, row 4 none; of row 5 nobody knows the city."""
    made = clean(
        "customers",
        customers__name=["甲公司", "乙公司", "丙公司", "丁公司"],
        customers__city=["南京", "徐州", "南京", None],
        customers__district=["鼓楼区", None, "朝阳区", "鼓楼区"],
        customers__详细地址=["中山路1号", "鼓楼区淮海东路2号", None, "解放路3号"],
    )
    assert places(made) == [
        ("江苏省", "南京市", "鼓楼区"), ("江苏省", "徐州市", "鼓楼区"),
        ("江苏省", "南京市", None), (None, None, None),
    ]  # fmt: skip
    told = made.problems.select("row", "column", "rule").rows()
    assert told == [(4, "customers__district", "S3-14.within"), (5, "customers__district", "S3-14")]
    assert "不在南京市" in made.problems["message"][0]
    assert "几处同名" in made.problems["message"][1]
    assert made.frame["customers.region"].to_list() == ["华东", "华东", "华东", None]
    read = made.readings.filter(pl.col("path") == "customers.district")
    assert read.select("raw", "value", "rule", "cells").rows() == [
        ("鼓楼区", "华东 · 江苏省 · 南京市 · 鼓楼区", "S3-14.place", 1)
    ]


def test_a_rule_that_is_off_reads_nothing_together_either():
    book = PLAYBOOK.revised(rules_off=("S3-14.place",))
    row = {"customers.name": "甲公司", "customers.city": "南京", "customers.district": "鼓楼区"}
    part = propose_entry("customers", [row], playbook=book, owners={}).proposal.part("customers")
    assert part is not None
    assert part.rows.select("city", "district").rows() == [(None, None)]


def test_the_own_word_of_a_region_stays():
    made = clean(
        "customers",
        customers__name=["甲公司"],
        customers__region=["华北"],
        customers__city=["南京"],
        customers__district=["鼓楼区"],
    )
    assert made.frame["customers.region"].to_list() == ["华北"]
    assert places(made) == [("江苏省", "南京市", "鼓楼区")]
    assert made.problems.is_empty()


def test_what_is_typed_is_read_together_too():
    row = {"customers.name": "甲公司", "customers.city": "南京", "customers.district": "鼓楼区"}
    entry = propose_entry("customers", [row], playbook=PLAYBOOK, owners={})
    part = entry.proposal.part("customers")
    assert part is not None
    assert part.rows.select("city", "district").rows() == [("南京市", "鼓楼区")]
    assert (entry.wrong, entry.doubts) == ((), ())
    row |= {"customers.district": "浦东新区"}
    entry = propose_entry("customers", [row], playbook=PLAYBOOK, owners={})
    assert [one.path for one in entry.doubts] == ["customers.district"]
    assert "不在南京市" in entry.doubts[0].message


def test_an_address_column_alone_fills_the_place_with_its_rule():
    made = clean(
        "customers",
        customers__name=["甲公司", "乙公司"],
        customers__详细地址=["江苏省苏州市工业园区星湖街328号", "鼓楼区中山路1号"],
    )
    assert places(made) == [("江苏省", "苏州市", None), (None, None, None)]
    assert made.frame["customers.region"].to_list() == ["华东", None]
    assert made.frame["customers.详细地址"][0] == "江苏省苏州市工业园区星湖街328号"
    read = made.readings.select("raw", "value", "rule", "confidence").rows()
    assert read == [
        ("江苏省苏州市工业园区星湖街328号", "华东 · 江苏省 · 苏州市", "S3-14.address", 0.97)
    ]


@pytest.mark.parametrize("off", ["S3-14.address", "S3-14.place"])
def test_no_address_fills_a_place_while_a_rule_is_off(off):
    book = PLAYBOOK.revised(rules_off=(off,))
    row = {"customers.name": "甲公司", ADDRESS: "江苏省苏州市吴中区1号"}
    part = propose_entry("customers", [row], playbook=book, owners={}).proposal.part("customers")
    assert part is not None
    assert part.rows.get_column("city", default=pl.Series([None])).to_list() == [None]
