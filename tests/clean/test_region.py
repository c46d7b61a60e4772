"""Places as far as they are said; what could be several is nothing."""

import polars as pl
import pytest

from zhike.clean.code_tables import table
from zhike.clean.region import Region, clean_regions, find_region, macro_region_of


@pytest.mark.parametrize(
    ("text", "macro", "province", "city"),
    [
        ("华东", "华东", "", ""),
        ("华东区", "华东", "", ""),
        ("華東地區", "华东", "", ""),
        ("华东大区", "华东", "", ""),
        ("西南片区", "西南", "", ""),
        ("港澳台", "港澳台", "", ""),
        ("华东-上海", "华东", "上海市", "上海市"),
        ("江苏", "华东", "江苏省", ""),
        ("江苏省", "华东", "江苏省", ""),
        ("江苏省苏州市", "华东", "江苏省", "苏州市"),
        ("江苏苏州", "华东", "江苏省", "苏州市"),
        ("苏州", "华东", "江苏省", "苏州市"),
        ("苏州市工业园区星湖街1号", "华东", "江苏省", "苏州市"),
        ("上海", "华东", "上海市", "上海市"),
        ("上海市浦东新区世纪大道100号", "华东", "上海市", "上海市"),
        ("浦东新区", "华东", "上海市", "上海市"),
        ("重庆渝北区", "西南", "重庆市", "重庆市"),
        ("北京市朝阳区", "华北", "北京市", "北京市"),
        ("广东-深圳", "华南", "广东省", "深圳市"),
        ("广东省 / 深圳市", "华南", "广东省", "深圳市"),
        ("中国广东省广州市天河区", "华南", "广东省", "广州市"),
        ("广西", "华南", "广西壮族自治区", ""),
        ("广西壮族自治区南宁市", "华南", "广西壮族自治区", "南宁市"),
        ("内蒙古", "华北", "内蒙古自治区", ""),
        ("内蒙", "华北", "内蒙古自治区", ""),
        ("内蒙古呼和浩特", "华北", "内蒙古自治区", "呼和浩特市"),
        ("新疆", "西北", "新疆维吾尔自治区", ""),
        ("延边", "东北", "吉林省", "延边朝鲜族自治州"),
        ("大理白族自治州", "西南", "云南省", "大理白族自治州"),
        ("昆山", "华东", "江苏省", "苏州市"),
        ("昆山市", "华东", "江苏省", "苏州市"),
        ("江苏昆山", "华东", "江苏省", "苏州市"),
        ("义乌", "华东", "浙江省", "金华市"),
        ("南京鼓楼区", "华东", "江苏省", "南京市"),
        ("湖北武汉", "华中", "湖北省", "武汉市"),
        ("吉林", "东北", "吉林省", ""),
        ("吉林省吉林市", "东北", "吉林省", "吉林市"),
        ("襄樊", "华中", "湖北省", "襄阳市"),
        ("沪", "华东", "上海市", "上海市"),
        ("Guangzhou, Guangdong", "华南", "广东省", "广州市"),
        ("张家口市桥西区", "华北", "河北省", "张家口市"),
        ("吉林市", "东北", "吉林省", "吉林市"),
        ("海南省三亚市", "华南", "海南省", "三亚市"),
        ("香港", "港澳台", "香港特别行政区", ""),
        ("台灣", "港澳台", "台湾省", ""),
        ("河北雄安新区", "华北", "河北省", ""),
        ("雄安", "华北", "河北省", ""),
    ],
)
def test_places(text, macro, province, city):
    found = find_region(text)
    assert (found.macro, found.province, found.city) == (macro, province, city)


@pytest.mark.parametrize(
    "text",
    [
        "鼓楼区",
        "华东-深圳",
        "广东省杭州市",
        "北京、上海",
        "江苏省苏洲市",
        "Suzhou",
        "朝阳区",
        "市中区",
        "西湖区",
        "北京路100号",
        "南京西路",
        "火星",
        "华为",
        "海外",
        "区",
    ],
)
def test_what_could_be_several_or_none_gives_nothing(text):
    cleaned = clean_regions(pl.Series([text]))
    assert cleaned.values.item() is None
    assert text in cleaned.reasons.item()
    assert cleaned.severity.item() == "warn"


def test_a_column_keeps_its_order_and_gaps():
    cleaned = clean_regions(pl.Series(["上海", None, "华东", "-", "鼓楼区", "上海"]))
    assert cleaned.values.to_list() == ["华东", None, "华东", None, None, "华东"]
    assert cleaned.more["province"].to_list() == ["上海市", None, None, None, None, "上海市"]
    assert cleaned.more["city"].to_list()[2] is None


def test_every_province_and_city_is_found_by_its_full_name():
    rows = table("gb2260_2026")
    assert [sum(row["level"] == level for row in rows) for level in "123"] == [34, 333, 2847]
    for row in rows:
        if row["level"] == "3":
            continue
        found = find_region(row["name"])
        assert row["name"] in (found.province, found.city)
        assert found.macro == macro_region_of(row["code"]) != ""


@pytest.mark.parametrize(
    "text",
    [
        "省份：江苏省 城市：南京市", "江苏省→南京市", "江苏省<br>南京市", "China 江苏 南京",
        "南京, 江苏", "Nanjing Jiangsu", "南京 (Nanjing)", "位于江苏省南京市", "'江苏南京城区",
        "Province: Jiangsu  City: Nanjing", "江苏省,江苏省南京市", "江苏 / 江苏南京",
    ],
)  # fmt: skip
def test_signs_labels_and_letters_around_a_place_are_left_out(text):
    assert find_region(text) == Region("华东", "江苏省", "南京市")


@pytest.mark.parametrize(
    "text", ["苏州、无锡", "江苏, 浙江", "九龙", "江北区", "南京 (Shanghai)", "广州/上海/北京"]
)
def test_several_places_and_names_of_two_places_give_none(text):
    assert find_region(text) is None


def test_a_name_that_is_written_in_an_old_character_today_keeps_it():
    assert find_region("乾县") == Region("西北", "陕西省", "咸阳市", "乾县")


@pytest.mark.parametrize(
    ("text", "city", "district"),
    [
        ("Haidian District, Beijing", "北京市", "海淀区"),
        ("Pudong, Shanghai", "上海市", "浦东新区"),
        ("浙江景宁县", "丽水市", "景宁畲族自治县"),
        ("东莞虎门", "东莞市", ""),
        ("城市=佛山", "佛山市", ""),
        ('{"province":"山东省","city":"淄博市"}', "淄博市", ""),
    ],
)
def test_other_ways_of_writing_a_place(text, city, district):
    found = find_region(text)
    assert (found.city, found.district) == (city, district)


@pytest.mark.parametrize("name", ["余干县", "新干县", "乾县"])
def test_a_county_whose_name_holds_another_that_simplifying_changes_is_read(name: str) -> None:
    assert clean_regions(pl.Series([name])).more["district"].item() == name


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("巴州库尔勒", ("新疆维吾尔自治区", "巴音郭楞蒙古自治州", "库尔勒市")),
        ("呼盟", ("内蒙古自治区", "呼伦贝尔市", "")),
        ("版纳景洪", ("云南省", "西双版纳傣族自治州", "景洪市")),
        ("西海岸新区", ("山东省", "青岛市", "")),
        ("江北新区", ("江苏省", "南京市", "")),
        ("天府新区", ("四川省", "", "")),  # in two cities
        ("成都天府新区", ("四川省", "成都市", "")),
        ("松山湖", ("广东省", "东莞市", "")),  # not 松山区 of 赤峰
        ("塘沽", ("天津市", "天津市", "滨海新区")),
        ("兵团第八师石河子市", ("新疆维吾尔自治区", "", "石河子市")),
        ("021上海", ("上海市", "上海市", "")),
        ("215000苏州市", ("江苏省", "苏州市", "")),
        ("苏州一区", ("江苏省", "苏州市", "")),
        ("华北区(北京)", ("北京市", "北京市", "")),
        ("粤广州", ("广东省", "广州市", "")),
        ("Shen Zhen", ("广东省", "深圳市", "")),
        ("jiangsu-nanjing", ("江苏省", "南京市", "")),
        ("Foshan Shunde", ("广东省", "佛山市", "顺德区")),
        ("京-海淀", ("北京市", "北京市", "海淀区")),
        ("江苏 Suzhou", ("江苏省", "苏州市", "")),
        ("Shanghai, CN 200000", ("上海市", "上海市", "")),
        ("成都综保区", ("四川省", "成都市", "")),
        ("黑龙江-哈尔滨-道里", ("黑龙江省", "哈尔滨市", "道里区")),
        ("青岛市南", ("山东省", "青岛市", "市南区")),
        ("Shaanxi Xian", ("陕西省", "西安市", "")),
        ("Beijing Chaoyang District", ("北京市", "北京市", "朝阳区")),
        ("Xuhui District Shanghai", ("上海市", "上海市", "徐汇区")),
        ("Zhejiang Prov., China", ("浙江省", "", "")),
        ("jiangsusheng suzhoushi", ("江苏省", "苏州市", "")),
        ("Pudong New Area", ("上海市", "上海市", "浦东新区")),
    ],
)
def test_a_place_is_read_as_sheets_write_it(text: str, place: tuple[str, ...]) -> None:
    found = find_region(text)
    assert found is not None
    assert (found.province, found.city, found.district) == place


@pytest.mark.parametrize(
    "text",
    [
        "江北",
        "山城",
        "高新区",
        "经开区",
        "Chaoyang District",
        "粤杭州",
        "广东省深圳市、东莞市",
        "苏州市吴中区/相城区",
        "黄浦江",
        "江苏义乌",
        "海南共和",
        "解放碑",
        "长沙湾",
        "东湖",
    ],
)
def test_what_may_be_several_places_or_none_is_not_read(text: str) -> None:
    assert find_region(text) is None


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("我们在温州", "温州市"),
        ("目前在杭州", "杭州市"),
        ("总公司在石家庄这边", "石家庄市"),
        ("号码归属:广东清远 电信", "清远市"),
        ("客户是宁波的", "宁波市"),
        ("工厂在江苏昆山", "苏州市"),
    ],
)
def test_the_only_place_among_words_is_read(text: str, city: str) -> None:
    found = find_region(text)
    assert found is not None
    assert found.city == city


@pytest.mark.parametrize(
    "text",
    [
        *(
            "不在温州",
            "曾在温州",
            "可能在温州",
            "在温州附近",
            "在温州或宁波",
            "除温州外",
            "发往温州",
        ),
        *("工厂在东莞，总部在深圳", "孙中山", "黄河南岸", "已开封", "在上海南站", "在和平"),
    ],
)
def test_a_place_in_doubt_among_words_is_not_read(text: str) -> None:
    assert find_region(text) is None


def test_a_part_of_the_country_in_english_is_its_macro_region() -> None:
    found = [find_region(text) for text in ("East China", "Southwest China Region")]
    assert found == [Region("华东"), Region("西南")]
    assert find_region("South China Sea") is None
