"""Names, phones and places in the forms in which they are compared."""

import polars as pl
import pytest

from zhike.clean.matching.firm_form import FirmForm, firm_form
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.people import person_form
from zhike.clean.matching.phone_forms import phone_parts
from zhike.clean.matching.places import apart, place_code


@pytest.mark.parametrize(
    ("name", "named", "core", "branch"),
    [
        ("北京华兴科技有限公司", "11", "华兴科技", None),
        ("华兴(北京)科技有限公司", "11", "华兴科技", None),
        ("华兴科技(北京)有限公司", "11", "华兴科技", None),
        ("北京市华兴科技有先公司", "11", "华兴科技", None),
        ("北京华兴科技限公司", "11", "华兴科技", None),
        ("华兴科技", None, "华兴科技", None),
        ("华兴科技有限公司-老客户", None, "华兴科技", None),
        ("华兴科技有限公司(已合作)", None, "华兴科技", None),
        ("华 兴科技有限公司", None, "华兴科技", None),
        ("广东省深圳市大疆创新股份有限公司", "4403", "大疆创新", None),
        ("北京华兴科技有限公司上海分公司", "11", "华兴科技", "上海"),
        ("北京华兴科技有限公司(上海分公司)", "11", "华兴科技", "上海"),
        ("华兴科技上海分公司", None, "华兴科技", "上海"),
        ("华兴贸易有限公司分公司", None, "华兴贸易", "分"),
        ("华兴会计师事务所上海分所", None, "华兴会计师事务所", "上海"),
        ("华兴仪器有限公司上海代表处", None, "华兴仪器", "上海"),
        ("华兴仪器有限公司销售部", None, "华兴仪器", None),  # no customer of its own
        ("北京朝阳医药有限公司", "11", "朝阳医药", None),
        ("上海海", None, "上海海", None),
        ("abc tech", None, "abctech", None),
    ],
)
def test_a_firm_in_its_parts(
    name: str, named: str | None, core: str | None, branch: str | None
) -> None:
    told = firm_form(name)
    assert (told.named, told.core, told.branch) == (named, core, branch)


def test_a_group_and_a_line_of_business() -> None:
    group, firm = firm_form("华兴科技集团有限公司"), firm_form("华兴机械设备有限公司")
    assert (group.brand, group.trade, group.form) == ("华兴", "科技", "集团")
    assert (firm.brand, firm.trade, firm.form) == ("华兴", "机械设备", "公司")


def test_a_name_in_all_its_forms() -> None:
    told = firm_form("广东省深圳市华兴贸易有先公司广州分公司")
    assert told == FirmForm("4403", "华兴贸易", "公司", "广州", "贸易", "华兴")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("测试公司", FirmForm()),
        ("-", FirmForm()),
        ("", FirmForm()),
        ("福泉建材有限公司", FirmForm(None, "福泉建材", "公司", None, "建材", "福泉")),
        ("沈阳太原化工", FirmForm("2101", "太原化工", None, None, "化工", "太原")),
        ("昆山华兴电子厂", FirmForm(None, "华兴电子厂", None, None, None, "华兴电子厂")),
        ("北京", FirmForm()),
        ("王总", FirmForm()),
        ("华兴律师事务所", FirmForm(None, "华兴律师事务所", None, None, "律师事务所", "华兴")),
        (
            "社区健康服务中心",
            FirmForm(None, "社区健康服务中心", None, None, None, "社区健康服务中心"),
        ),
        ("newgrain foods inc", FirmForm(None, "newgrainfoods", "公司", None, "foods", "newgrain")),
        ("newgrain co., ltd.", FirmForm(None, "newgrain", "公司", None, None, "newgrain")),
    ],
)
def test_names_that_are_little_more_than_a_place_or_a_form(name: str, told: FirmForm) -> None:
    assert firm_form(name) == told


@pytest.mark.parametrize(
    ("name", "person", "surname"),
    [
        ("王经理", None, "王"),
        ("欧阳总", None, "欧阳"),
        ("张建国经理", "张建国", "张"),
        ("李 明", "李明", "李"),
        ("王芳(采购)", "王芳", "王"),
        ("王", None, "王"),
        ("老王", None, "王"),
        ("王*国", None, "王"),
        ("前台", None, None),
        ("张三、李四", None, None),
    ],
)
def test_a_person_in_parts(name: str, person: str | None, surname: str | None) -> None:
    assert person_form(name) == (person, surname)


def test_phones_by_kind() -> None:
    phones = pl.Series(
        [["138-1234-5678", "010-69995778-801"], ["139****4444"], ["13800138000"], None]
    )
    assert phone_parts(phones).rows() == [
        (["13812345678"], ["010-69995778"], ["1385678"]),
        (None, None, ["1394444"]),
        (None, None, None),
        (None, None, None),
    ]


def test_places_and_which_exclude_each_other() -> None:
    texts = ["深圳市南山区", "广东", "广州", "北京市朝阳区", "某地"]
    codes = pl.DataFrame({"text": texts}).select(place_code(pl.col("text")).alias("code"))["code"]
    assert codes.to_list() == ["4403", "44", "4401", "11", None]
    pairs = pl.DataFrame({"a": ["4403", "4403", "44", "11"], "b": ["4401", "44", "4401", None]})
    assert (
        pairs.select(apart(pl.col("a"), pl.col("b"))).to_series().to_list() == [True] + [False] * 3
    )


def test_lists_and_single_columns_say_the_same() -> None:
    single = pl.DataFrame(
        {
            "id": [2, 1],
            "name": ["張偉", "華興（北京）科技有限公司"],
            "phone": [None, "13812345678/010-69995778"],
            "contact": [None, "王芳"],
            "email": ["A@QQ.com", "info@HuaXing.com"],
        }
    )
    several = single.select(
        "id",
        "name",
        phones=pl.Series([None, ["13812345678", "010-69995778"]]),
        contacts=pl.Series([None, ["王芳"]]),
        emails=pl.Series([["A@QQ.com"], ["info@HuaXing.com"]]),
    )
    forms = comparable(single)
    assert forms.equals(comparable(several))
    assert forms["id"].to_list() == [1, 2]
    assert forms["is_person"].to_list() == [False, True]
    assert forms["domain"].to_list() == ["huaxing.com", None]
    assert forms["person"].to_list()[1] == "张伟"
