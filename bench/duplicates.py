"""Duplicates without labels: how many are found, how many found are right, how long it takes.

    python bench/duplicates.py [--rows 100000] [--seeds 5] [--full] [--train FILE]

Against the rule “name or phone equal as they stand”, and against a bare Splink on the same forms:
its own blocking and training (`learn`) or the same weights (`ready`), and no vetoes. `--full`
takes 1,000,000 rows once. `--train` writes the weights that the product ships: without labels, from
a book of its own. Ends with 1 when a bar of the first profile is missed.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

import duckdb
import polars as pl
from duplicate_book import HARDER, USUAL, Book, Profile, invented_book, true_pairs
from splink import DuckDBAPI, Linker, block_on

from zhike.clean.matching.estimate import estimate
from zhike.clean.matching.find import find_matches
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.one_off import with_cuts
from zhike.clean.matching.rarity import book_size
from zhike.clean.matching.scoring import splink_settings
from zhike.clean.matching.weights import even_weights, shipped_weights, weights_json

Pairs = set[tuple[int, int]]
BARS = {"precision": 0.995, "recall": 0.87, "cluster_f1": 0.945}
MOST_MERGED, MOST_TIME, TRAINED_ON = 0.003, 1.5, 900
HEAD = (
    "| profile | seed | rows | true pairs | pair P | R | F1 | cluster F1 | branch/sister merged "
    "| raw rule F1 | forms s | find s | find CPU s | CPU ÷ bare, ready | ÷ bare, learning |"
)
BLOCKS = {
    "organisation": ("mobile", "email", "credit_code", "core", "sound", "contact,place"),
    "person": ("mobile", "email", "person,place", "person_sound,place"),
}
TRAINED_BY = {"organisation": ("mobile", "core"), "person": ("mobile", "person")}


@dataclass(frozen=True, slots=True)
class Quality:
    """How good found pairs are, given the true ones."""

    precision: float
    recall: float
    f1: float


def quality(found: Pairs, true: Pairs) -> Quality:
    """Return precision, recall and their harmonic mean."""
    right = len(found & true)
    precision, recall = right / max(len(found), 1), right / max(len(true), 1)
    return Quality(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def pairs_of(groups: Iterable[list[int]]) -> Pairs:
    """Return all pairs within groups."""
    return {(a, b) for ids in groups for at, a in enumerate(ids) for b in ids[at + 1 :]}


def raw_rule(rows: pl.DataFrame) -> Pairs:
    """Return the pairs with name or phone equal as they were typed."""
    found: Pairs = set()
    for column in ("name", "phone"):
        some = rows.select("id", column).drop_nulls()
        both = some.join(some, on=column, suffix="_b").filter(pl.col("id") < pl.col("id_b"))
        found.update(both.select("id", "id_b").rows())
    return found


def bare_splink(forms: pl.DataFrame, *, learn: bool) -> float:
    """Return the CPU seconds Splink takes by itself, from the forms to scored pairs."""
    begun = process_time()
    for model in MODELS:
        mine = forms.filter(pl.col("is_person") == (model.name == "person"))
        short = ("person",) if model.name == "person" else ("core",)
        table = with_cuts(mine, short).rename({"id": "unique_id"})
        settings = splink_settings(model, shipped_weights()[model.name], book_size(mine))
        rules = [block_on(*each.split(",")) for each in BLOCKS[model.name]]
        settings["blocking_rules_to_generate_predictions"] = rules
        with duckdb.connect() as connection:
            linker = Linker(
                DuckDBAPI(connection).register(table.to_arrow()), settings, log_level=None
            )
            if learn:
                linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
                for rule in TRAINED_BY[model.name]:
                    linker.training.estimate_parameters_using_expectation_maximisation(
                        block_on(rule)
                    )
            linker.inference.predict(threshold_match_weight=-2, warning_mode="never")
    return process_time() - begun


def measured(book: Book, *, against: bool) -> dict[str, float]:
    """Return the figures of one book."""
    rows, true = book.frame(), true_pairs(book)
    begun = perf_counter()
    forms = comparable(rows.drop("customer", "parts", "place"))
    formed, cpu = perf_counter(), process_time()
    found = find_matches(forms)
    ended, cpu = perf_counter(), process_time() - cpu
    sure = set(found.pairs.filter(pl.col("verdict") == "duplicate").select("a", "b").rows())
    grouped, kin = pairs_of(found.groups), book.branches + book.sisters
    pairs, cluster, raw = quality(sure, true), quality(grouped, true), quality(raw_rule(rows), true)
    told = {
        "true": len(true), "precision": pairs.precision, "recall": pairs.recall, "f1": pairs.f1,
        "cluster_f1": cluster.f1, "raw_f1": raw.f1,
        "merged": sum(pair in grouped for pair in kin) / max(len(kin), 1),
        "forms_s": formed - begun, "find_s": ended - formed, "find_cpu": cpu,
    }  # fmt: skip
    if against:
        told |= {"ready": bare_splink(forms, learn=False), "learn": bare_splink(forms, learn=True)}
    return told


def line(profile: Profile, seed: int, size: int, told: dict[str, float]) -> str:
    """Return a line of the table."""
    times = told["forms_s"], told["find_s"], told["find_cpu"]
    cpu = told["find_cpu"]
    bare = [f"{cpu / told[name]:.2f}" if name in told else "" for name in ("ready", "learn")]
    shares = [f"{told[name]:.4f}" for name in ("precision", "recall", "f1", "cluster_f1")]
    return " | ".join([
        f"| {profile.name}", str(seed), f"{size:,}", f"{told['true']:,.0f}", *shares,
        f"{told['merged']:.2%}", f"{told['raw_f1']:.3f}", *(f"{time:.1f}" for time in times), *bare,
    ]) + " |"  # fmt: skip


def missed(told: dict[str, float]) -> list[str]:
    """Return the bars that a book's figures miss."""
    low = [f"{name} {told[name]:.4f} < {bar}" for name, bar in BARS.items() if told[name] < bar]
    if told["merged"] > MOST_MERGED:
        low.append(f"merged {told['merged']:.4f} > {MOST_MERGED}")
    if told["f1"] < 2 * told["raw_f1"]:
        low.append("not twice the raw rule")
    if "learn" in told and told["find_cpu"] > MOST_TIME * told["learn"]:
        low.append(f"longer than {MOST_TIME} × bare Splink")
    return low


def train(file: Path) -> None:
    """Write the weights to ship, learned without labels from a book that is never measured."""
    forms = comparable(invented_book(100_000, seed=TRAINED_ON).frame().drop("customer", "parts"))
    begun = {model.name: even_weights(model) for model in MODELS}
    file.write_text(weights_json(estimate(forms, known=begun)) + "\n", encoding="utf-8")


def main() -> None:
    """Make books, search them, compare with the truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--full", action="store_true", help="1,000,000 rows, one seed")
    parser.add_argument("--train", type=Path, help="write the weights to ship")
    asked = parser.parse_args()
    if asked.train:
        train(asked.train)
        return
    size, seeds = (1_000_000, 1) if asked.full else (asked.rows, asked.seeds)
    print(HEAD)
    print("|---|" + "--:|" * 14)
    low: list[str] = []
    for seed in range(1, seeds + 1):
        told = measured(invented_book(size, seed=seed), against=seed == 1)
        low += missed(told)
        print(line(USUAL, seed, size, told), flush=True)
    if not asked.full:
        print(
            line(
                HARDER,
                1,
                size,
                measured(invented_book(size, seed=1, profile=HARDER), against=False),
            )
        )
    print("missed: " + ("; ".join(low) or "nothing"))
    sys.exit(bool(low))


if __name__ == "__main__":
    main()
