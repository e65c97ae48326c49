"""What is typed and what comes back. In a transcript `2> ` marks stderr, `[1]` an exit code other than 0.

A block named `file PATH` is written first. Besides `bookmaker`, a transcript knows `ls DIR` and `rm PATH`.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from cases import Case, read_cases

from bookmaker.cli import run

CASES = [case for path in sorted(Path(__file__).parent.glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.stem}: {case.title}")
def test_transcript(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], accept: bool
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"BOOKMAKER_{name}", str(tmp_path / name.lower()))
    for name, body in case.blocks:
        if name.startswith("file "):
            path = here / name.removeprefix("file ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
    typed = [line for line in case["console"].splitlines() if line.startswith("$ ")]
    assert typed, "a transcript needs a line with $"
    case.expect("console", "".join(_answered(line, monkeypatch, capsys) for line in typed), accept=accept)


def _answered(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    words = shlex.split(line.removeprefix("$ "))
    with monkeypatch.context() as patch:
        while "=" in words[0]:
            patch.setenv(*words.pop(0).split("=", 1))
        code = _done(words)
    shown = capsys.readouterr()
    out = line + "\n" + shown.out + "".join(f"2> {text}".rstrip() + "\n" for text in shown.err.splitlines())
    return out + (f"[{code}]\n" if code else "")


def _done(words: list[str]) -> int:
    match words:
        case ["bookmaker", *arguments]:
            return run(arguments)
        case ["ls", folder]:
            if not Path(folder).is_dir():
                print(f"no {folder}")
                return 0
            print(*sorted(path.name for path in Path(folder).iterdir()), sep="\n")
        case ["rm", name]:
            path = Path(name)
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        case _:
            raise AssertionError(f"a transcript knows no {words[0]}")
    return 0
