"""Keeps one comment on a pull request, or one issue, up to date through `gh`.

    keep.py comment FILE   what the gate left; nothing is said where there is no file
    keep.py issue FILE     the report of the night; OUTCOME=success closes the issue

FILE comes from a job that ran somebody else's code, or holds what registries said. It is
data: bounded in size, and disarmed, so that it can neither call people nor fetch anything.
"""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

MARK = "<!-- smatlas -->"
"""First line of what is kept here; by it, and by its author, it is found again."""
AUTHOR = "github-actions[bot]"
TITLE = "Records that differ from the registries"
MAX_BYTES = 400_000
"""No text of 60,000 characters is larger in UTF-8."""
MAX_CHARACTERS = 60_000
"""GitHub takes 65,536 characters."""
JOINER = "\u2060"
"""Is not seen, and breaks what GitHub would recognise."""


def api(method: str, path: str, body: dict[str, str] | None = None, **query: str) -> Any:
    """Ask GitHub; GET reads all pages of a list."""
    call = ["gh", "api", "--method", method, path]
    if method == "GET":
        call += ["--paginate", "--slurp"]
    for key, value in query.items():
        call += ["--raw-field", f"{key}={value}"]
    if body is not None:
        call += ["--input", "-"]
    text = json.dumps(body) if body is not None else None
    done = subprocess.run(call, check=False, input=text, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"gh api {method} {path}: {done.stderr.strip()}")
    return [item for page in json.loads(done.stdout) for item in page] if method == "GET" else None


def read(path: Path) -> str | None:
    """Read a text that is not ours; None where there is none, an end where it is no such text."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        sys.exit(f"{path.name} is no file of at most {MAX_BYTES} bytes: nothing is said")
    text = disarm(path.read_text(encoding="utf-8", errors="replace")).strip()
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + "\n\nThe rest does not fit here."


def disarm(text: str) -> str:
    """Take from Markdown what acts: HTML, pictures, mentions, references to issues."""
    text = "".join(character for character in text if character in "\n\t" or character.isprintable())
    text = text.replace("<", "&lt;").replace("![", f"!{JOINER}[")
    return re.sub(r"([@#])(?=\w)", rf"\1{JOINER}", text)


def ours(found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Find what was written here before."""
    for each in found:
        written = each["user"]["login"] == AUTHOR and (each["body"] or "").startswith(MARK)
        if written and "pull_request" not in each:
            return each
    return None


def keep_comment(repository: str, text: str | None) -> None:
    """Write the comment of each open pull request of the branch whose head was checked."""
    if text is None:
        print("the gate left nothing to say")
        return
    owner, branch, commit = (os.environ[name] for name in ("HEAD_OWNER", "HEAD_BRANCH", "HEAD_SHA"))
    pulls = api("GET", f"repos/{repository}/pulls", state="open", head=f"{owner}:{branch}")
    numbers = [int(pull["number"]) for pull in pulls if pull["head"]["sha"] == commit]
    if not numbers:
        print("no open pull request has this commit at its head")
    for number in numbers:
        comments = f"repos/{repository}/issues/{number}/comments"
        old = ours(api("GET", comments))
        if old is not None:
            said = whole(text or "No record is changed any more.")
            api("PATCH", f"repos/{repository}/issues/comments/{int(old['id'])}", {"body": said})
        elif text:
            api("POST", comments, {"body": whole(text)})


def keep_issue(repository: str, text: str | None) -> None:
    """Write the issue; close it where nothing differs any more."""
    if text is None:
        sys.exit("there is no report")
    issues = f"repos/{repository}/issues"
    old = ours(api("GET", issues, state="all", creator=AUTHOR))
    agree = os.environ["OUTCOME"] == "success"
    if old is not None:
        state = {"state": "closed", "state_reason": "completed"} if agree else {"state": "open"}
        api("PATCH", f"{issues}/{int(old['number'])}", {"body": whole(text), **state})
    elif not agree:
        api("POST", issues, {"title": TITLE, "body": whole(text)})


def whole(text: str) -> str:
    """Put the mark before a text, and behind it what made it."""
    return f"{MARK}\n{text}\n\n---\nKept up to date; last made by [this run]({os.environ['RUN_URL']}).\n"


def main() -> None:
    """Do what the arguments say."""
    keep = {"comment": keep_comment, "issue": keep_issue}[sys.argv[1]]
    keep(os.environ["GH_REPO"], read(Path(sys.argv[2])))


if __name__ == "__main__":
    main()
