"""A home of its own for a journey, driven by the command as people drive it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# The command's own entry, once for each list of words.
SEVERAL = """
import contextlib, io, json, sys
from zhike.cli.entry import run
told = []
for words in json.loads(sys.argv[1]):
    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            run(words)
        except SystemExit as end:
            code = int(end.code or 0)
    told.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(told))
"""


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

    def several(self, *commands: list[str]) -> list["subprocess.CompletedProcess[str]"]:
        """Run commands one after another in one process, each through the command's own entry."""
        script = [sys.executable, "-c", SEVERAL, json.dumps(commands)]
        done = subprocess.run(
            script, env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stderr
        return [
            subprocess.CompletedProcess(words, *told)
            for words, told in zip(commands, json.loads(done.stdout), strict=True)
        ]

    def jsons(self, *commands: list[str]) -> list[Any]:
        """Run commands with --json in one process and return their documents."""
        told = self.several(*([*words, "--json"] for words in commands))
        assert [one.returncode for one in told] == [0] * len(told), told
        return [json.loads(one.stdout) for one in told]

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
