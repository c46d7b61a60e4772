"""Changing in the playbook whom the team sells to, and what it looks at again how often."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from zhike.clean.industry import find_industry
from zhike.playbook.trust import Invalid, Verifying
from zhike.records.playbook_version.editing import Change, edit_playbook
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

Versions = tuple[str, str]
_LONGEST = 60  # months


def target_industries(
    viewer: Viewer, industries: str, names: str, *, seen: str, at: datetime
) -> tuple[str, Versions]:
    """Write which industries are targets (names or codes) and which names are nobody's (S0-14).

    Returns what was done, and the versions before and after. Without industries nobody is outside.
    """
    told = Invalid.model_validate(
        {"industries": _codes(_words(industries)), "names": _words(names)}
    )
    change: Change = lambda book: book.revised(invalid=told)  # noqa: E731
    why = f"目标行业：{'、'.join(told.industries) or '不限'}"
    why += f"；无效名称：{'、'.join(told.names)}" if told.names else ""
    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word for word in re.split(r"[、，,;；\s]+", text.strip()) if word))


def _codes(words: Sequence[str]) -> list[str]:
    """Return the codes, with their letter, of industries written as codes or names."""
    return list(dict.fromkeys(_code_of(word) for word in words))


def _code_of(word: str) -> str:
    found = find_industry(word)
    if found.industry:
        return found.industry.code
    likely = _("、").join(map(str, found.candidates))
    near = _("，可能是 %(likely)s") % {"likely": likely} if likely else ""
    raise Refused(
        _(
            "“%(word)s”不是国民经济行业分类里的一个行业%(near)s。"
            "请写名称或代码，例如 制造业 或 C34。"
        )
        % {"word": word, "near": near}
    )


def look_again(
    viewer: Viewer, fields: Sequence[str], months: int, *, seen: str, at: datetime
) -> tuple[str, Versions]:
    """Write which fields (客户.所属行业) are looked at again, and after how many months (S1-25)."""
    unknown = [path for path in fields if path not in active_playbook().said_paths]
    if unknown or not 1 <= months <= _LONGEST:
        raise Refused(_("请从列出的栏目里选，间隔写 1 到 60 个月。"))
    told = Verifying.model_validate({"months": months, "fields": fields})
    change: Change = lambda book: book.revised(verifying=told)  # noqa: E731
    named = "、".join(path.partition(".")[2] for path in fields) or "完整率的栏目"
    why = f"复核：{named}，每 {months} 个月"
    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)
