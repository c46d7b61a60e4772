"""Bands: the first step whose condition holds gives the word or the points."""

from pydantic import Field

from zhike.playbook.entry import Entry


class Band(Entry):
    """One step of a scale, tried from top to bottom; without a condition it takes the rest."""

    word: str = Field("", alias="叫")
    points: float | None = Field(None, alias="得分", ge=0, le=100)
    at_least: float | None = Field(None, alias="不低于")
    above: float | None = Field(None, alias="高于")
    when: str = Field("", alias="当")
    said: str = Field("", alias="说明")

    @property
    def takes_rest(self) -> bool:
        """Say whether this step has no condition of its own."""
        return self.at_least is None and self.above is None and not self.when

    def holds(self, value: float) -> bool:
        """Say whether a known value belongs here by its numbers (`当` is for formulas)."""
        if self.at_least is not None and value < self.at_least:
            return False
        return self.above is None or value > self.above
