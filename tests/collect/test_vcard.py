"""Cards: three versions, two encodings, folded and quoted lines; what is broken is said."""

from pathlib import Path

import pytest

from zhike.collect.files import read_file
from zhike.collect.formats.vcard import HEADS, read
from zhike.words.problem import Refused

GBK = "=B9=CB=C3=F7"  # 顾明
OLD = f"""\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:{GBK};;;;
FN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=B9=CB=
=C3=F7
TEL;WORK;VOICE:0512-6680 1234
TEL;CELL:139 0000 2222
TEL;WORK;FAX:0512-66801235
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ
 SkZJRgABAQ==

END:VCARD
"""
NEW = """\
BEGIN:VCARD
VERSION:3.0
N:李;敏;;;
ORG:新程数控有限公司;销售部
TITLE:采购经理
item1.TEL;TYPE=CELL,VOICE:+86 138-0000-1111
EMAIL;TYPE=INTERNET:li@xc.example
ADR;TYPE=WORK:;;星湖街 1 号;苏州;江苏;215000;中国
NOTE:第一行\\n第二行\\, 还有
  一半
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Ann Lee
N:Lee;Ann;;;
TEL;VALUE=uri;TYPE="cell":tel:+86-13700003333
"""


def rows(path: Path) -> list[dict[str, str]]:
    """Return the cards as mappings of what stands in them."""
    (sheet,) = read_file(path, aliases=frozenset(HEADS))
    return [
        {name: value for name, value in row.items() if value is not None and name != "_row"}
        for row in sheet.frame.iter_rows(named=True)
    ]


def test_an_old_card_is_read_with_its_quoted_gbk(tmp_path: Path) -> None:
    file = tmp_path / "旧.vcf"
    file.write_bytes(OLD.replace("\n", "\r\n").encode("ascii"))
    (card,) = rows(file)
    assert (card["联系人"], card["客户名称"], card["客户性质"]) == ("顾明", "顾明", "个人")
    assert (card["联系电话"], card["其他电话"]) == ("139 0000 2222", "0512-6680 1234")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_new_cards_are_read_in_every_encoding_and_one_cut_off_counts(
    tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "名片.vcf"
    file.write_bytes(NEW.encode(encoding))
    first, second = rows(file)
    assert first == {
        "客户名称": "新程数控有限公司", "联系人": "李敏", "联系人职位": "采购经理",
        "联系电话": "+86 138-0000-1111", "电子邮箱": "li@xc.example", "部门": "销售部",
        "地址": "江苏苏州星湖街 1 号", "备注": "第一行\n第二行, 还有 一半",
    }  # fmt: skip
    assert (second["联系人"], second["联系电话"]) == ("Ann Lee", "+86-13700003333")
    (grid,) = read(file)
    assert grid.notes == ("名片.vcf 有 1 张名片没有单位，按个人客户读",)


def test_a_file_without_a_card_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "空.vcf"
    file.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "utf-8")
    with pytest.raises(Refused, match=r"空\.vcf 里没有名片（应以 BEGIN:VCARD 开头）"):
        read(file)
