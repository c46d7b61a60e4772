"""Masks hide enough, keep what people need, and never change twice."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from worked import cases

from zhike.words.masks import (
    STAR,
    hide,
    is_masked,
    mask,
    mask_address,
    mask_bank,
    mask_email,
    mask_id,
    mask_person,
    mask_phone,
)

KINDS = {
    **dict.fromkeys(["W075", "W076", "W077"], "phone"),
    "W078": "id",
    **dict.fromkeys(["W079", "W080", "W081"], "person"),
    "W082": "email",
    "W083": "bank",
}
TYPED = (
    st.text(max_size=30)
    | st.text("0123456789+-*…x()转 ", max_size=25)
    | st.text("王张欧阳三伟经理总先生女士*·@a.c省市区路1", max_size=12)
)


def masked(case):
    given_ = case["given"]
    if "姓名" in given_:
        return mask_person(given_["姓名"], given_.get("职位", ""), given_.get("性别", ""))
    return mask(KINDS[case["id"]], given_["value"])


@pytest.mark.parametrize("case", cases("S0-13"), ids=lambda case: case["id"])
def test_masks_of_the_examples(case):
    once = masked(case)
    assert once == case["expect"]["masked"]
    assert is_masked(once)


@pytest.mark.parametrize(
    "kind", ["phone", "person", "email", "id", "bank", "address", "unheard of"]
)
@given(value=TYPED)
@example(value="021-69995778-801")
@example(value="王小明经理*")
def test_a_mask_of_a_mask_is_the_same(kind, value):
    once = mask(kind, value)
    assert mask(kind, once) == once


@given(TYPED, TYPED, st.sampled_from(["", "男", "女"]))
def test_a_person_mask_is_the_same_twice(name, title, sex):
    once = mask_person(name, title, sex)
    assert mask_person(once, title, sex) == once


@given(st.from_regex(r"\A1[3-9][0-9]{9}\Z"))
def test_four_digits_of_a_mobile_number_are_always_hidden(number):
    assert mask_phone(number) == f"{number[:3]}****{number[7:]}"


def digits(text):
    return [one for one in unicodedata.normalize("NFKC", text) if one in "0123456789"]


@given(TYPED)
def test_no_more_digits_of_a_phone_are_shown_than_area_and_four(text):
    once = mask_phone(text)
    assert len(digits(once)) <= 8 or re.fullmatch(r"[48]00-\d{3}-\d{4}", once)
    if len(digits(text)) > 10 and not is_masked(text):
        assert STAR in once or re.fullmatch(r"[48]00-\d{3}-\d{4}", once)


@given(st.from_regex(r"\A[A-Za-z][A-Za-z0-9._-]{1,12}@[a-z]{1,6}\.(com|cn)\Z"))
def test_of_a_mail_the_first_letter_and_the_house_are_shown(mail):
    name, house = mail.split("@")
    assert mask_email(mail) == f"{name[0]}***@{house}"


@given(st.from_regex(r"\A[1-9][0-9]{16}[0-9X]\Z"), st.from_regex(r"\A[0-9]{12,23}\Z"))
def test_of_numbers_the_middle_is_hidden_whole(identity, card):
    assert mask_id(identity) == identity[:3] + "*" * 11 + identity[-4:]
    assert mask_bank(card) == "*" * (len(card) - 4) + card[-4:]


@given(
    surname=st.sampled_from(["王", "李", "张", "欧阳", "司马", "诸葛"]),
    given_name=st.text("伟芳娜秀英敏静丽强磊洋艳勇军杰", min_size=1, max_size=2),
    title=st.sampled_from(["", "经理", "采购总监", "财务"]),
    sex=st.sampled_from(["", "男", "女"]),
)
def test_nothing_of_a_given_name_is_shown(surname, given_name, title, sex):
    once = mask_person(surname + given_name, title, sex)
    assert not set(once) & set(given_name)
    expected = {"男": "先生", "女": "女士"}.get(sex, "*" * len(given_name))
    assert once == (f"*{title}" if title else surname + expected)


@given(TYPED)
def test_of_an_address_no_street_and_no_door_is_shown(text):
    once = mask_address(f"上海市浦东新区{text}")
    shown = once.rstrip(STAR)
    assert "路" not in shown.removeprefix("上海市浦东新区")
    assert not digits(shown)


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("139 1234 5678", "139****5678"),
        ("０８６１３９", "******"),
        ("0086-139-1234-5678", "139****5678"),
        ("013912345678", "139****5678"),
        ("(0512)65432109", "0512-****2109"),
        ("0755-1234567", "************"),
        ("+86 21 69995778", "021-****5778"),
        ("021-69995778转801", "021-****5778"),
        ("400-800-8888", "400-800-8888"),
        ("138****…", "138****"),
        ("138…", "138****"),
        ("1391234****", "***********"),
        ("13912345678*", "************"),
        ("13912345678/13812345678", "*" * 23),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_phones(phone, shown):
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("name", "title", "sex", "shown"),
    [
        ("欧阳修", "", "男", "欧阳先生"),
        ("王丽", "", "女", "王女士"),
        ("王丽", "采购总监", "女", "*采购总监"),
        ("王经理", "", "", "*经理"),
        ("张总", "", "", "*总"),
        ("李销售经理", "", "", "*销售经理"),
        ("王小明经理", "", "", "*****"),
        ("王伟", "王伟经理", "", "王*"),
        ("*经理", "", "", "*经理"),
        ("*总", "CEO", "", "*总"),
        ("王先生", "", "", "王先生"),
        ("张*", "", "", "张*"),
        ("张三*", "", "", "***"),
        ("*三丰", "", "", "***"),
        ("总经理*", "", "", "总经理*"),
        ("John Smith", "", "", "**********"),
        ("买买提·吐尔逊", "", "", "买******"),
        ("王", "", "", "*"),
        ("", "经理", "", ""),
    ],
)
def test_people(name, title, sex, shown):
    assert mask_person(name, title, sex) == shown


def test_mails_numbers_and_addresses():
    assert mask_email("a@b.com") == "***@b.com"
    assert mask_email("张三 at qq") == "*" * 8
    assert mask_id("11010519491231") == "*" * 14
    assert mask_id("110105491231002") == "110********1002"[:3] + "*" * 8 + "1002"
    assert mask_bank("6222 0212 3456 7890 123") == "*" * 15 + "0123"
    assert mask_bank("1234") == "****"
    assert mask_address("上海市浦东新区世纪大道100号") == "上海市浦东新区****"
    assert mask_address("世纪大道100号") == "********"
    assert mask_address("江苏省苏州市") == "江苏省苏州市"


@pytest.mark.parametrize(
    "text",
    [
        *("139****5678", "*经理", "张*", "138****…", "138…", "138xxxx5678", "138XXXX5678"),
        *("欧阳女士", "z***@qq.com", "110***********002X", "销售顾问*", "＊总", "138••••5678"),
    ],
)
def test_masks_are_recognised(text):
    assert is_masked(text)


@pytest.mark.parametrize(
    "text", ["13912345678", "王伟", "经理", "先生", "王大先生", "x@x.com", "", "XXL"]
)
def test_full_values_are_no_masks(text):
    assert not is_masked(text)


def test_no_kind_masks_nothing_and_a_strange_kind_everything():
    assert mask("", "上海") == "上海"
    assert mask("blood", "AB") == hide("AB") == "**"
