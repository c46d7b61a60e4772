"""A playbook as a whole: everything a team may change, looked up by name."""

import hashlib
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Protocol, TypeVar

from pydantic import Field

from zhike.playbook.entry import Entry, Yes
from zhike.playbook.fields import NOUNS, Completeness, FieldEntry
from zhike.playbook.finding import FindingSettings
from zhike.playbook.goals import Goal
from zhike.playbook.industry_words import IndustryWord
from zhike.playbook.metrics import Dimension, Metric
from zhike.playbook.plans import Cadence, Plan
from zhike.playbook.reports import ReportPlan
from zhike.playbook.same_rules import BUILT_IN, SameRule
from zhike.playbook.scoring import Analyses, Scheme, ScoreModel
from zhike.playbook.tables import PrintedTable
from zhike.playbook.tagging import TagRule
from zhike.playbook.trust import Invalid, Verifying
from zhike.playbook.vocabulary import Vocabulary
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_SPLITS = ("code", "whole", "yes_no")
_Entry = TypeVar("_Entry", bound=_Named)


class Playbook(Entry):
    """Fields, word lists, metrics, tags, score models, tiers, reports and plans of one team."""

    name: str = Field(alias="手册")
    said: str = Field("", alias="说明")
    field_entries: dict[str, tuple[FieldEntry, ...]] = Field(alias="字段")
    completeness: Completeness = Field(Completeness.model_validate({}), alias="完整率")
    goals: tuple[Goal, ...] = Field((), alias="目标")
    vocabularies: tuple[Vocabulary, ...] = Field((), alias="词表")
    metrics: tuple[Metric, ...] = Field((), alias="指标")
    dimensions: tuple[Dimension, ...] = Field((), alias="维度")
    tags: tuple[TagRule, ...] = Field((), alias="标签")
    score_models: tuple[ScoreModel, ...] = Field((), alias="评分模型")
    schemes: tuple[Scheme, ...] = Field((), alias="等级方案")
    analyses: Analyses = Field(Analyses.model_validate({}), alias="分析")
    reports: tuple[ReportPlan, ...] = Field((), alias="报表")
    tables: tuple[PrintedTable, ...] = Field((), alias="表格")
    plans: tuple[Plan, ...] = Field((), alias="计划")
    cadences: tuple[Cadence, ...] = Field((), alias="节奏")
    findings: FindingSettings = Field(FindingSettings.model_validate({}), alias="发现")
    same_rules: tuple[SameRule, ...] = Field(BUILT_IN, alias="查重规则")
    industry_words: tuple[IndustryWord, ...] = Field((), alias="行业叫法")
    rules_off: tuple[str, ...] = Field((), alias="停用的清洗规则")  # ids of zhike.clean.rule_book
    verifying: Verifying = Field(Verifying.model_validate({}), alias="复核")
    invalid: Invalid = Field(Invalid.model_validate({}), alias="无效")
    clears_expired: Yes = Field(False, alias="到期自动清除")  # see records.catalogue.retention
    based_on: str = Field("", alias="底本")  # the built-in version whose news were looked through

    @cached_property
    def version(self) -> str:
        """Return the name and a short hash of the content: equal content, equal version."""
        return f"{self.name}@{self._digest[:8]}"

    @cached_property
    def _digest(self) -> str:
        content = self.model_dump_json(by_alias=True, exclude_defaults=True).encode()
        return hashlib.sha256(content).hexdigest()

    @cached_property
    def _specs(self) -> dict[str, tuple[FieldSpec, ...]]:
        serves: dict[str, list[str]] = {}
        for goal in self.goals_in_use:
            for path in goal.paths:
                serves.setdefault(path, []).append(goal.name)

        def goals(said: str, entry: FieldEntry) -> list[str]:
            named = (serves.get(f"{said}.{name}", ()) for name in (entry.label, *entry.former))
            return list(dict.fromkeys(goal for found in named for goal in found))

        return {
            noun: tuple(
                entry.spec(noun, goals(said, entry)) for entry in self.field_entries.get(said, ())
            )
            for said, noun in NOUNS.items()
        }

    def __hash__(self) -> int:
        """Hash by content, so that what is read from a playbook can be remembered."""
        return hash(self.version)

    def __eq__(self, other: object) -> bool:
        """Compare by content, without walking through all of it each time."""
        return isinstance(other, Playbook) and (self is other or self._digest == other._digest)

    def revised(self, **values: Any) -> "Playbook":
        """Return the playbook with some parts changed; nothing remembered of it is carried over."""
        parts = {name: getattr(self, name) for name in type(self).model_fields}
        return Playbook.model_validate(parts | values)

    def fields(self, noun: str) -> tuple[FieldSpec, ...]:
        """Return the fields of customers, contacts, interactions, orders or order_lines."""
        if noun not in self._specs:
            raise Refused(f"没有“{noun}”这种记录，可用：{'、'.join(self._specs)}")
        return self._specs[noun]

    def offered(self, noun: str) -> tuple[FieldSpec, ...]:
        """Return the fields of a noun that forms, templates and guesses may offer."""
        return tuple(spec for spec in self.fields(noun) if spec.is_offered)

    def field(self, path: str) -> FieldSpec:
        """Return one field by its path, e.g. `customers.name`; raises Refused when unknown."""
        noun, _, name = path.partition(".")
        for spec in self.fields(noun):
            if spec.name == name:
                return spec
        raise Refused(f"手册里没有字段“{path}”")

    @cached_property
    def industry_codes(self) -> dict[str, str]:
        """Return what the team's own words for industries mean: {words: code}."""
        return {one.words: one.code for one in self.industry_words}

    @cached_property
    def said_paths(self) -> dict[str, FieldSpec]:
        """Return the fields by the way people write them, 客户.所属行业; renamed ones by both."""
        fields = [(said, spec) for said, noun in NOUNS.items() for spec in self._specs[noun]]
        former = {f"{said}.{name}": spec for said, spec in fields for name in spec.former}
        return former | {f"{said}.{spec.label}": spec for said, spec in fields}

    @cached_property
    def key_fields(self) -> tuple[FieldSpec, ...]:
        """Return the fields whose filled cells make the completeness rate (S3-11)."""
        named = self.said_paths
        return tuple(named[path] for path in self.completeness.fields if path in named)

    @property
    def key_targets(self) -> dict[str, float]:
        """Return the shares that single key fields have to reach, by label (S3-11)."""
        named, targets = self.said_paths, self.completeness.targets.items()
        return {named[path].label: share for path, share in targets if path in named}

    @property
    def goals_in_use(self) -> tuple[Goal, ...]:
        """Return the collecting goals that are not retired."""
        return tuple(goal for goal in self.goals if not goal.retired)

    def goal(self, name: str) -> Goal:
        """Return a collecting goal by name, also a former one; raises Refused when unknown."""
        known = {former: goal for goal in self.goals for former in goal.former}
        known |= {goal.name: goal for goal in self.goals}
        return known[name] if name in known else _named(self.goals, name, "收集目标")

    def vocabulary(self, name: str) -> Vocabulary:
        """Return a word list by name; raises Refused when unknown."""
        return _named(self.vocabularies, name, "词表")

    def metric(self, name: str) -> Metric:
        """Return a metric by its name or one of its other names; raises Refused when unknown."""
        for metric in self.metrics:
            if name == metric.name or name in metric.also:
                return metric
        return _named(self.metrics, name, "指标")

    def dimension(self, name: str) -> Dimension:
        """Return a dimension by its name or one of its other names; raises Refused when unknown.

        Own fields of customers that hold words, counts or yes and no are dimensions too.
        """
        for dimension in (*self.dimensions, *self.own_dimensions):
            if name == dimension.name or name in dimension.also:
                return dimension
        return _named(self.dimensions, name, "维度")

    @cached_property
    def own_dimensions(self) -> tuple[Dimension, ...]:
        """Return what customers can be split by because the team keeps it of them."""
        taken = {name for one in self.dimensions for name in (one.name, *one.also)}
        return tuple(
            Dimension.model_validate(
                {
                    "name": spec.label,
                    "column": spec.name,
                    "also": spec.former,
                    "order": self._order(spec),
                }
            )
            for spec in self._specs["customers"]
            if spec.is_analysed and spec.kind in _SPLITS and spec.label not in taken
        )

    def _order(self, spec: FieldSpec) -> tuple[str, ...]:
        words = self.vocabulary(spec.vocabulary).words if spec.vocabulary else ()
        return tuple(word.word for word in words)

    def score_model(self, name: str) -> ScoreModel:
        """Return a score model by name or code (S1, S2); raises Refused when unknown."""
        for model in self.score_models:
            if name in (model.name, model.code):
                return model
        return _named(self.score_models, name, "评分模型")

    def scheme(self, name: str) -> Scheme:
        """Return a tier scheme by name; raises Refused when unknown."""
        return _named(self.schemes, name, "等级方案")

    def report(self, name: str) -> ReportPlan:
        """Return a report definition by name; raises Refused when unknown."""
        return _named(self.reports, name, "报表")

    def plan(self, name: str) -> Plan:
        """Return a plan by name; raises Refused when unknown."""
        return _named(self.plans, name, "计划")


def _named(entries: "tuple[_Entry, ...]", name: str, what: str) -> "_Entry":
    for entry in entries:
        if entry.name == name:
            return entry
    near = get_close_matches(name, [entry.name for entry in entries], n=3, cutoff=0.4)
    known = near or [entry.name for entry in entries]
    raise Refused(f"手册里没有{what}“{name}”，{'相近的' if near else '现有'}：{'、'.join(known)}")
