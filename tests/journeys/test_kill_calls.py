"""kill -9 while a program's call is answered: sent again, it is there once and whole."""

import json
import signal
from typing import Any

from journeys.homes import House

ROWS = 400
KEY = """
from zhike.jobs.boot import start_django
start_django()
from django.utils import timezone
from zhike.access.viewer import viewer_named
from zhike.jobs.ready import make_ready
from zhike.records.key.changes import make_key
make_ready()
admin = viewer_named(None)
print(make_key(admin, "官网", account_id=admin.account_id, may_accept=True,
               at=timezone.now()).secret)
"""
CALLS = """
import json, os, signal
from zhike.jobs.boot import start_django
start_django()
from django.test import Client
from zhike.jobs.errands import intake_rows, take_events
from zhike.records.batch import chest
from zhike.records.intake import changes
from zhike.store.stream import append, parts
from zhike.web import once, urls

CUSTOMERS = json.dumps({{"rows": [
    {{"客户编号": f"K{{i:05d}}", "客户名称": f"客户{{i:05d}}有限公司"}} for i in range({rows})]}})
EVENTS = json.dumps([
    {{"kind": "官网访问", "customer": f"K{{i:05d}}", "at": "2024-05-01"}} for i in range({rows})])

def call(address, body):
    headers = {{"Authorization": "Bearer {secret}", "Idempotency-Key": "once"}}
    answer = Client(SERVER_NAME="localhost").post(
        "/api/v1/" + address, body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()

def killed(module, name, address, body):
    child = os.fork()
    if child == 0:
        setattr(module, name, lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL))
        call(address, body)
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])

dead = [killed(*moment, "intake/customers", CUSTOMERS) for moment in (
    (chest, "_write"), (intake_rows, "made_batch"), (changes, "revise_part"),
    (changes, "_settle"), (once, "end_call"))]
dead += [killed(*moment, "events", EVENTS) for moment in (
    (parts, "write_file"), (append, "remember"), (take_events, "count_anew"))]

from zhike.access.viewer import viewer_named
from zhike.jobs.errands.refresh import refreshed
from zhike.jobs.run import errand_of
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import sight_for
from zhike.store.tables import tables_for
told = [call("intake/customers", CUSTOMERS), call("events", EVENTS)]
admin = viewer_named(None)
tables = tables_for(sight_for(admin), refreshed(errand_of(admin)))
print(json.dumps({{
    "dead": dead,
    "status": [status for status, _ in told],
    "new": [answer["new"] for _, answer in told],
    "customers": Customer.objects.live().count(),
    "accepted": Batch.objects.filter(state="已接收").count(),
    "half": Batch.objects.filter(state="接收中").count(),
    "events": tables.run(tables.events.count().as_table()).to_pylist()[0].popitem()[1],
}}))
"""


def test_a_call_killed_at_any_moment_is_there_once_when_sent_again(new_house: Any) -> None:
    house: House = new_house()
    secret = house.answer(KEY)
    told = json.loads(house.answer(CALLS.format(secret=secret, rows=ROWS)).splitlines()[-1])
    assert told == {
        "dead": [signal.SIGKILL.value] * 8,
        "status": [200, 200],
        "new": [ROWS, ROWS],
        "customers": ROWS,
        "accepted": 2,
        "half": 0,
        "events": ROWS,
    }
