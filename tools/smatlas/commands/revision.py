"""Read a knowledge base as it was at a git revision, or as a file has kept it."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from smatlas.commands.request import UsageError

if TYPE_CHECKING:
    from smatlas.snapshot import Snapshot

_PARTS: Final = ("papers", "taxonomy", "mkdocs.yml")
_RANGE: Final = re.compile(r"(.+?)\.\.(?!/)(.*)", re.DOTALL)


def split(text: str) -> tuple[str, str | None]:
    """Take `OLD..NEW` apart.

    Args:
        text: What was typed; a file or revision alone is `OLD`.

    Returns:
        The two states; None for what is in the folder now.

    Raises:
        UsageError: It has three dots.
    """
    found = _RANGE.fullmatch(text)
    if not found:
        return text, None
    if found[2].startswith(".") and not found[2].startswith(("./", "../")):
        raise UsageError(f"'{text}' has three dots; write OLD..NEW, or the two states with a space between")
    return found[1], found[2] or None


def state(root: Path, start: Path, named: str | None) -> Snapshot:
    """Take the state that a person named.

    Args:
        root: Folder of the knowledge base.
        start: Folder in which the person stands.
        named: A saved state, or a git revision; None for what is in the folder now.

    Returns:
        The state.

    Raises:
        UsageError: There is neither such a file nor such a revision; or no git.
    """
    from smatlas import knowledge_base, snapshot

    if named is None:
        return snapshot.take(knowledge_base.load(root), "now")
    path = start / named
    if not path.is_file():
        return _revision(root, named)
    try:
        return snapshot.read(path.read_text(encoding="utf-8"))
    except (snapshot.SnapshotError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {named}: {error}; smatlas changes --save FILE writes one") from None


def _revision(root: Path, name: str) -> Snapshot:
    """Unpack a revision into a folder that goes away again, and take its state."""
    from smatlas import knowledge_base, snapshot

    commit = _commit(root, name)
    there = _git(root, "ls-tree", "--name-only", commit, *_PARTS).decode().split()
    if not {"papers", "taxonomy"} <= set(there):
        raise UsageError(f"at {name} there was no knowledge base: no papers/ and taxonomy/")
    on = (
        _git(root, "-c", "log.showSignature=false", "show", "--no-patch", "--format=%cs", commit)
        .decode()
        .strip()
    )
    archive = _git(root, "archive", "--format=tar", commit, "--", *there)
    with tempfile.TemporaryDirectory(prefix="smatlas-") as folder:
        _unpack(archive, Path(folder))
        return snapshot.take(knowledge_base.load(Path(folder)), name, date.fromisoformat(on))


def _commit(root: Path, name: str) -> str:
    if name.startswith("-"):
        raise UsageError(f"'{name}' is no revision")
    try:
        inside = subprocess.run(["git", "rev-parse", "--git-dir"], cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        raise UsageError(
            f"there is no file {name}, and no git to look for a revision; install git, or name saved states"
        ) from None
    if inside.returncode:
        raise UsageError(f"there is no file {name}, and {root} is not under git{_reason(inside.stderr)}")
    found = subprocess.run(
        ["git", "rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    if found.returncode:
        raise UsageError(
            f"there is neither a file nor a revision '{name}'; git tag and git log --oneline show revisions"
            "\nin a shallow clone older ones are missing: git fetch --unshallow --tags"
        )
    return found.stdout.decode().strip()


def _git(root: Path, *words: str) -> bytes:
    result = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)
    if result.returncode:
        raise UsageError(f"git {' '.join(words)} failed{_reason(result.stderr)}")
    return result.stdout


def _reason(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return f" ({lines[0].removeprefix('fatal: ')})" if lines else ""


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the regular files of an archive below a folder, and nothing else."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or path.is_absolute() or ".." in path.parts:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
