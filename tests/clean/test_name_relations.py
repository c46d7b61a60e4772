"""Two names of firms are one firm only when place, core, form and branch agree."""

import pytest

from zhike.clean.name_relations import name_relation


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("北京新禾软件有限公司", "新禾软件(北京)有限责任公司", "same"),
        ("北京新禾软件有限公司", "北京市新禾软件", "same"),
        ("北京新禾软件有限公司", "北京新禾软件有限公司武汉分公司", "branch"),
        ("北京新禾软件有限公司", "武汉新禾软件有限公司", "sister"),
        ("北京新禾软件有限公司", "北京新和软件有限公司", "different"),
        ("北京新禾软件有限公司", "北京新禾软件股份有限公司", "sister"),
        ("无锡市税务局", "常州市税务局", "different"),
        ("无锡市税务局", "无锡市税务局", "same"),
        ("北京新禾证券有限公司", "新禾基金管理有限公司", "sister"),
        ("新禾三号创业投资合伙企业", "新禾五号创业投资合伙企业", "sister"),
        ("Newgrain Software Ltd.", "Newgrain Foods Inc.", "sister"),
        ("Newgrain Software Ltd.", "Oldgrain Software Ltd.", "different"),
        ("无", "无", "different"),
    ],
)
def test_relations(left, right, relation):
    assert name_relation(left, right) == relation
