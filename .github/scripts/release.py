"""Packs the built site, and writes CITATION.cff with version and date.

    release.py TAG FOLDER   TAG such as 2026.10; the date is that of the commit

The archive has fixed times and order: the same site gives the same bytes.
"""

import re
import subprocess
import sys
import zipfile
from pathlib import Path


def stamp(text: str, version: str, day: str) -> str:
    """Put version and date into a citation file, after the title; what it had of them goes."""
    kept = [line for line in text.splitlines() if not re.match(r"(version|date-released):", line)]
    at = next(number for number, line in enumerate(kept, start=1) if line.startswith("title:"))
    kept[at:at] = [f'version: "{version}"', f"date-released: {day}"]
    return "\n".join(kept) + "\n"


def pack(folder: Path, target: Path, name: str) -> None:
    """Pack a folder as NAME/..., with fixed times and order."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def main() -> None:
    """Do what the arguments say."""
    tag, folder = sys.argv[1], Path(sys.argv[2])
    if not re.fullmatch(r"\d{4}\.(0[1-9]|1[0-2])", tag):
        sys.exit(f"the tag {tag} is no year and month, such as 2026.10")
    if not Path("site", "index.html").is_file():
        sys.exit("there is no site: smatlas build")
    said = ["git", "log", "-1", "--format=%cs"]
    day = subprocess.run(said, check=True, capture_output=True, text=True).stdout.strip()
    folder.mkdir(parents=True, exist_ok=True)
    citation = stamp(Path("CITATION.cff").read_text(encoding="utf-8"), tag, day)
    (folder / "CITATION.cff").write_text(citation, encoding="utf-8")
    pack(Path("site"), folder / f"site-{tag}.zip", f"site-{tag}")


if __name__ == "__main__":
    main()
