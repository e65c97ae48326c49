"""The JSON Schema says what the program reads: the same declaration makes both."""

from pathlib import Path

import pytest
import yaml
from cases import Case, read_cases
from jsonschema import Draft202012Validator

from bookmaker.metadata.schema import schema

ROOT = Path(__file__).resolve().parents[2]
FINE = sorted((ROOT / "metadata").glob("*.yaml"))
# Beyond JSON Schema: YAML itself, check digits, the calendar, lookups, rules over several keys.
UNSEEN = {"M001", "M004", "M007", "M008", "M009", "M010", "M011"}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", FINE, ids=lambda path: path.stem)
def test_samples_fit(path: Path) -> None:
    Draft202012Validator(schema()).validate(_loaded(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "errors.md"), ids=lambda case: case.title)
def test_what_the_program_refuses_the_schema_refuses(case: Case) -> None:
    codes = {line.rpartition("[")[2].rstrip("]") for line in case["findings"].splitlines()}
    if codes & UNSEEN or "control character" in case["findings"] or "a key must be" in case["findings"]:
        pytest.skip("not for a schema to see")
    assert not Draft202012Validator(schema()).is_valid(_loaded(case["yaml"]))


def _loaded(text: str) -> object:
    """As an editor sees it: dates are text in JSON's world."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader=Loader)
