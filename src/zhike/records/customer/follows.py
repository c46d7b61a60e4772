"""What follows from a field written by hand: words for an industry are asked for their class."""

from collections.abc import Mapping
from typing import Any

from zhike.clean.industry import find_industry
from zhike.records.playbook_version.lookups import active_playbook

CLASS = ("industry_code", "industry_group")


def with_class(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with code and group of the industry where its words are among them.

    Words nobody can class leave both empty, until somebody says what they mean (归类). A class
    that is told with the words stands.
    """
    if "industry_text" not in values or "industry_code" in values:
        return dict(values)
    found = find_industry(values["industry_text"], active_playbook().industry_codes).industry
    named = (found.code, found.group) if found else ("", "")
    return {**values, **dict(zip(CLASS, named, strict=True))}
