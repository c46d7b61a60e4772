"""What every entry of a playbook is: frozen, strict about its keys, written with Chinese keys."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer


class Entry(BaseModel):
    """One entry of a playbook; unknown keys are refused so that a typing slip never hides."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )


def _yes(value: Any) -> Any:
    return {"是": True, "否": False}.get(value, value) if isinstance(value, str) else value


Yes = Annotated[
    bool, BeforeValidator(_yes), PlainSerializer(lambda yes: "是" if yes else "否", str)
]
"""A yes or no that is written 是 or 否."""
