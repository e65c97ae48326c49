"""Every faulty YAML gets its own clear line: file, line, what is wrong, what to do."""

from pathlib import Path

import pytest
from cases import Case, read_cases

from bookmaker.errors import BookError
from bookmaker.metadata.recipe import read

CASES = read_cases(Path(__file__).parent / "errors.md")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_error(case: Case, accept: bool) -> None:
    with pytest.raises(BookError) as caught:
        read(case["yaml"], "metadata/tide.yaml")
    case.expect("findings", str(caught.value), accept=accept)
