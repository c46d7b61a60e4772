"""Customers kept twice, by exact rules."""

import polars as pl

from zhike.clean.duplicates import duplicates_json, exact_pairs

PEOPLE = pl.DataFrame(
    {
        "id": [1, 2, 3, 4, 5, 6],
        "name": ["华兴（北京）公司", "华兴(北京)公司", "華興 北京公司", "乙公司", "丙公司", None],
        "phone": ["13812345678", "13812345678", None, "138****5678", "138****5678", "13812345678"],
        "credit_code": [None, None, None, "91310115MA1K35F2XF", "91310115MA1K35F2XF", ""],
    }
)


def test_pairs_with_their_evidence():
    pairs = exact_pairs(PEOPLE)
    assert pairs.select("a", "b", "name", "phone", "credit_code", "verdict").rows() == [
        (1, 2, True, True, False, "duplicate"),
        (1, 3, True, False, False, "review"),
        (1, 6, False, True, False, "review"),
        (2, 3, True, False, False, "review"),
        (2, 6, False, True, False, "review"),
        (4, 5, False, False, True, "duplicate"),
    ]


def test_the_shape_scripts_rely_on():
    said = duplicates_json(exact_pairs(PEOPLE), {1: "C001", 2: "C002"})
    assert said["groups"] == [["C001", "C002"], ["4", "5"]]
    assert said["pairs"][0] == {
        "a": "C001",
        "b": "C002",
        "weight": 4.0,  # 8 + 8 - 12 bits
        "probability": 0.941176,  # 16 / 17
        "verdict": "duplicate",
        "evidence": [
            {"what": "name", "weight": 8.0, "said": "客户名称一致"},
            {"what": "phone", "weight": 8.0, "said": "联系电话一致"},
        ],
    }


def test_nobody_is_a_duplicate_without_anything_to_go_by():
    pairs = exact_pairs(pl.DataFrame({"id": [1, 2], "name": [None, None]}))
    assert duplicates_json(pairs, {}) == {"pairs": [], "groups": []}


def test_a_switchboard_does_not_pair_everybody_with_everybody():
    crowd = pl.DataFrame({"id": range(200), "phone": ["02169995778"] * 200})
    assert exact_pairs(crowd).height == 199
