"""A name and a number in one cell: who is named beyond doubt, and where each of them goes."""

import polars as pl
import pytest

from zhike.clean.person_beside import NOBODY, Beside, person_beside
from zhike.clean.recognised import recognised
from zhike.clean.restated import restated
from zhike.clean.rows import CleanSheet, standardise
from zhike.playbook.reading import read_builtin
from zhike.words.sheet import Column, Mapping, Sheet

BOOK = read_builtin()


@pytest.mark.parametrize(
    ("cell", "name", "title", "number"),
    [
        ("张三 13912345678", "张三", "", "13912345678"),
        ("张三/13912345678", "张三", "", "13912345678"),
        ("13912345678（张三）", "张三", "", "13912345678"),
        ("张三13912345678（微信同号）", "张三", "", "13912345678"),
        ("联系人：张三，电话：13912345678", "张三", "", "13912345678"),
        ("张经理：0571-88881234 转 8001", "张经理", "", "0571-88881234 转 8001"),
        ("张三（采购）13912345678", "张三", "采购", "13912345678"),
        ("法人 张三 13912345678", "张三", "法人", "13912345678"),
        ("采购部 李经理 13912345678", "李经理", "", "13912345678"),
        ("刘总（13912345678）", "刘总", "", "13912345678"),
        ("高先生:(0571)88881234", "高先生", "", "(0571)88881234"),
        ("欧阳娜娜 13912345678", "欧阳娜娜", "", "13912345678"),
        ("陳建國 13912345678", "陳建國", "", "13912345678"),
        ("周和平13912345678", "周和平", "", "13912345678"),
        ("小王 139****5678", "小王", "", "139****5678"),
    ],
)
def test_a_name_beside_a_number_is_told(cell, name, title, number):
    assert person_beside(cell) == Beside(name, title, number)


@pytest.mark.parametrize(
    "cell",
    [
        *("13912345678", "张三", "微信同号 13912345678", "前台0571-88881234", "财务部13912345678"),
        *("周末 13912345678", "方便 13912345678", "下午打 13912345678", "苏州 0512-65281234"),
        *("张三（已离职）13912345678", "老板娘 13912345678", "张三的老婆 13912345678"),
        *("Tom 13912345678", "找张三 13912345678"),
    ],
)
def test_where_words_may_be_no_name_nobody_is_named(cell):
    assert person_beside(cell) == NOBODY


@pytest.mark.parametrize(
    "cell",
    ["张三、李四 13912345678", "张三 李四 13912345678", "张三：13912345678；李四：13812345678"],
)
def test_of_several_people_none_is_taken(cell):
    assert person_beside(cell) == Beside(several=True)


def test_in_a_column_of_names_any_name_is_one():
    assert person_beside("揭一鸣 13912345678") == NOBODY
    assert person_beside("揭一鸣 13912345678", in_names=True).name == "揭一鸣"
    assert person_beside("张三（采购）13912345678", in_names=True).name == "张三(采购)"


def sheet(**cells: list[str | None]) -> CleanSheet:
    """Return contacts of one customer, cleaned."""
    paths = {"客户": "customers.name", "联系人": "contacts.name", "电话": "contacts.phone"}
    cells = {"客户": ["甲公司"] * len(next(iter(cells.values()))), **cells}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells, pl.String)).with_row_index("_row")
    columns = tuple(Column(head, paths[head]) for head in cells)
    made = Sheet("册.xlsx", "表", tuple(cells), frame.with_columns(pl.col("_row").cast(pl.Int64)))
    return standardise(made, Mapping(columns), playbook=BOOK, kind="contacts")


def kept(made: CleanSheet, *names: str) -> list[tuple[str | None, ...]]:
    return made.frame.select(f"contacts.{name}" for name in names).rows()


def test_a_column_of_phones_gives_the_names_too():
    made = sheet(电话=["张三（采购）13912345678", "13812345678", "张三、李四 13712345678"])
    assert kept(made, "name", "title", "phone", "phone_kind") == [
        ("张三", "采购", "13912345678", "手机"),
        (None, None, "13812345678", "手机"),
        (None, None, "13712345678", "手机"),
    ]
    (problem,) = made.problems.rows(named=True)
    assert (problem["row"], problem["severity"]) == (2, "warn")
    assert "不止一个人" in problem["message"]
    assert made.readings.filter(pl.col("rule").str.contains("S3-07.person"))["raw"].to_list() == [
        "张三（采购）13912345678"
    ]


def test_a_column_of_names_gives_the_phones_too():
    made = sheet(联系人=["张三 139 1234 5678", "李四", "王五 1391234"])
    assert kept(made, "name", "phone", "phone_kind") == [
        ("张三", "13912345678", "手机"),
        ("李四", None, None),
        ("王五 1391234", None, None),
    ]
    assert made.readings.select("raw", "value", "rule").rows() == [
        ("张三 139 1234 5678", "张三", "S3-07.person")
    ]


def test_what_a_row_says_elsewhere_stands_and_another_person_or_number_is_told():
    made = sheet(
        联系人=["张三", "张三", "李四 13912345678", "李四 13912345678"],
        电话=["张经理 13912345678", "王五 13912345678", "0571-88881234", None],
    )
    assert kept(made, "name", "phone") == [
        ("张三", "13912345678"),
        ("张三", "13912345678"),
        ("李四", "0571-88881234"),
        ("李四", "13912345678"),
    ]
    assert made.problems.select("row", "column").rows() == [(1, "电话"), (2, "联系人")]


def test_switched_off_names_stay_as_they_are_typed():
    paths = (Column("客户", "customers.name"), Column("联系人", "contacts.name"))
    frame = pl.DataFrame({"_row": [1], "客户": ["甲公司"], "联系人": ["张三 13912345678"]})
    off = BOOK.revised(rules_off=("S3-07.person",))
    made = standardise(
        Sheet("册.xlsx", "表", ("客户", "联系人"), frame), Mapping(paths),
        playbook=off, kind="contacts",
    )  # fmt: skip
    assert kept(made, "name") == [("张三 13912345678",)]


KEPT = {"_parent": ["甲"], "title": [""], "sex": [""], "phone": ["13912345678"]}


@pytest.mark.parametrize(("name", "identity"), [("", "kept"), ("张三", "kept"), ("李四", "new")])
def test_somebody_kept_by_the_phone_alone_is_given_the_name(name, identity):
    row = {"_parent": ["甲"], "_identity": ["new"], "name": ["张三"], "phone": ["13912345678"]}
    before = pl.DataFrame(KEPT | {"_identity": ["kept"], "name": [name]})
    told = recognised("contacts", pl.DataFrame(row), pl.Series([], dtype=pl.String), before)
    assert told["_identity"].to_list() == [identity]


@pytest.mark.parametrize(("name", "given"), [("", "张三"), ("李四", None)])
def test_a_name_beside_a_number_writes_over_no_other(name, given):
    rows = pl.DataFrame({"_identity": ["A"], "name": ["张三"], "_name_follows": [True]})
    told = restated(rows, pl.DataFrame({"_identity": ["A"], "name": [name]}))
    assert told["name"].to_list() == [given]
