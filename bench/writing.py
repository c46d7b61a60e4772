"""Write follow-ups and edits the way the pages do, and time every call; driven by writer_wait.py.

With --every it writes in that rhythm until its standard input is closed, else as fast as it can
for --seconds in --threads. Prints one JSON line: the seconds of each call, and what went wrong.
"""

import argparse
import json
import random
import sys
import threading
import time

from zhike.jobs.boot import start_django

start_django()

from django.utils import timezone  # noqa: E402 - settings first

from zhike.access.viewer import viewer_named  # noqa: E402
from zhike.records.customer.changes import edit_customer  # noqa: E402
from zhike.records.customer.models import Customer  # noqa: E402
from zhike.records.interaction.changes import Note, add_follow_up  # noqa: E402

VIEWER = viewer_named(None)
FAR = 2**62  # any revision: the bench does not look before it writes
SECONDS: list[float] = []
ERRORS: list[str] = []


def write_once(luck: random.Random, ids: list[int], *, edit: bool) -> None:
    """Edit a customer or write a follow-up, and remember how long it took."""
    began = time.perf_counter()
    try:
        if edit:
            values = {"remark": f"改于 {began}"}
            edit_customer(VIEWER, luck.choice(ids), values, seen_rev=FAR, at=timezone.now())
        else:
            note = Note(timezone.localdate(), "电话", "问了近况，三日内给方案")
            add_follow_up(VIEWER, luck.choice(ids), note, at=timezone.now())
        SECONDS.append(time.perf_counter() - began)
    except Exception as why:  # noqa: BLE001 - an error is what is looked for
        ERRORS.append(repr(why))


def in_rhythm(ids: list[int], every: float) -> None:
    """Write again and again until the input is closed; a late write does not put off the next."""
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    luck, at = random.Random(1), 0
    due = time.perf_counter()
    while not over.wait(max(0.0, due - time.perf_counter())):
        write_once(luck, ids, edit=at % 2 == 0)
        due, at = max(due + every, time.perf_counter()), at + 1


def without_rest(ids: list[int], seconds: float, seed: int) -> None:
    """Write follow-ups one after the other for a while."""
    luck, end = random.Random(seed), time.perf_counter() + seconds
    while time.perf_counter() < end:
        write_once(luck, ids, edit=False)


def main() -> None:
    """Write as asked and print the answer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=float, default=0)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    ids = list(Customer.objects.order_by("id").values_list("id", flat=True)[:2_000])
    if given.every:
        in_rhythm(ids, given.every)
    else:
        threads = [
            threading.Thread(target=without_rest, args=(ids, given.seconds, seed))
            for seed in range(given.threads)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(json.dumps({"seconds": SECONDS, "errors": ERRORS}))


if __name__ == "__main__":
    main()
