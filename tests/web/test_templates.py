"""The empty workbooks people may fill are each read as what they are for."""

import zipfile
from pathlib import Path

import pytest

from zhike.collect.columns import aliases_of
from zhike.collect.files import read_file
from zhike.collect.kinds import guess_kind
from zhike.playbook.fields import NOUNS
from zhike.playbook.load import load_builtin
from zhike.web.pages.collect import TEMPLATES
from zhike.web.shown.template import workbook

PLAYBOOK = load_builtin("default")
FIELDS = {noun: PLAYBOOK.fields(noun) for noun in NOUNS.values()}


@pytest.mark.parametrize("kind", list(TEMPLATES))
def test_a_template_is_read_as_its_own_kind(kind: str, tmp_path: Path) -> None:
    nouns, key = TEMPLATES[kind]
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(workbook(PLAYBOOK, kind=kind, nouns=nouns, key=key))
    aliases = aliases_of(field for fields in FIELDS.values() for field in fields)
    (sheet,) = read_file(path, aliases=aliases)
    guessed, mapping = guess_kind(sheet, FIELDS)
    assert guessed == NOUNS[kind]
    assert [column.head for column in mapping.columns if not column.path] == []
    assert "账号" not in "".join(sheet.heads)


def test_a_template_offers_the_words_of_the_list(tmp_path: Path) -> None:
    nouns, key = TEMPLATES["问题单"]
    body = workbook(PLAYBOOK, kind="问题单", nouns=nouns, key=key)
    path = tmp_path / "t.xlsx"
    path.write_bytes(body)
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "投诉,咨询,建议,报修" in sheet
