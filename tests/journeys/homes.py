"""A home of its own for a journey, driven by the command as people drive it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class House:
    """One home; on PostgreSQL when a database address is given."""

    path: Path
    database_url: str = ""
    said: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of its processes."""
        tests = Path(__file__).parents[1]
        mine = {"ZHIKE_HOME": str(self.path), "DATABASE_URL": self.database_url}
        paths = [str(tests.parent / "src"), str(tests), os.environ.get("PYTHONPATH", "")]
        return {**os.environ, **mine, "PYTHONPATH": os.pathsep.join(paths)}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command and return what it said."""
        command = [sys.executable, "-m", "zhike.cli", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )

    def json(self, *arguments: str) -> Any:
        """Run a command with --json and return its one document; fails when it failed."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def python(self, script: str) -> subprocess.Popen[str]:
        """Start a Python script in this home."""
        return subprocess.Popen(
            [sys.executable, "-c", script],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def answer(self, script: str) -> str:
        """Run a Python script to its end and return what it printed."""
        out, err = self.python(script).communicate(timeout=300)
        assert out, err
        return out.strip()
