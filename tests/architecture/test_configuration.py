"""Settings that stand in two places agree, and the lock files hold what they promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.repository import PACKAGES, ROOT, read_toml

LOCKS = ("requirements/dev.txt", "requirements/runtime.txt", "requirements/relay.txt")
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)(?:\[[a-z,]+\])?==(\S+)(?: ; .*)? \\$", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Return name and version of each requirement in a lock file."""
    return dict(PINNED.findall((ROOT / lock).read_text(encoding="utf-8")))


def names(requirements: list[str]) -> set[str]:
    """Return the normalised names of requirements."""
    return {re.split(r"[<>=!~\[; ]", text, maxsplit=1)[0].lower().replace("_", "-") for text in requirements}


def test_briefcase_toml_is_the_table_that_briefcase_reads() -> None:
    assert read_toml("briefcase.toml")["tool"]["briefcase"] == read_toml("pyproject.toml")["tool"]["briefcase"]


def test_briefcase_names_the_project_as_it_is() -> None:
    pyproject = read_toml("pyproject.toml")
    application = pyproject["tool"]["briefcase"]["app"]["aio-canvas"]
    assert pyproject["tool"]["briefcase"]["version"] == pyproject["project"]["version"]
    assert sorted(application["sources"]) == sorted(PACKAGES)
    assert application["description"] == pyproject["project"]["description"]


def test_app_may_use_widgets_and_is_banned_from_the_same_calls_otherwise() -> None:
    everywhere = read_toml("pyproject.toml")["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    in_app = read_toml("app/ruff.toml")["lint"]["flake8-tidy-imports"]["banned-api"]
    assert {name: rule for name, rule in everywhere.items() if name != "PySide6.QtWidgets"} == in_app
    assert "PySide6.QtWidgets" in everywhere


def test_every_package_is_built_linted_and_typed() -> None:
    pyproject = read_toml("pyproject.toml")
    assert sorted(pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == sorted(PACKAGES)
    assert sorted(pyproject["tool"]["importlinter"]["root_packages"]) == sorted(PACKAGES)
    assert sorted(pyproject["tool"]["mypy"]["packages"]) == sorted(PACKAGES)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_requirement_by_hash_and_names_no_host(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    entries = [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]
    assert entries
    assert [line for line in entries if not (PINNED.match(line) or line.startswith("--hash=sha256:"))] == []


def test_the_locks_cover_what_the_project_asks_for() -> None:
    project = read_toml("pyproject.toml")["project"]
    assert names(project["dependencies"]) - pins("requirements/runtime.txt").keys() == set()
    extras = project["optional-dependencies"]
    relay = names(project["dependencies"]) | names(extras["relay"])
    assert relay - pins("requirements/relay.txt").keys() == set()
    wanted = relay | names(extras["dev"]) | names(extras["sentry"])
    assert wanted - pins("requirements/dev.txt").keys() == set()


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_users_run_the_versions_that_the_tests_ran(lock: str) -> None:
    tested = pins("requirements/dev.txt")
    assert {name: version for name, version in pins(lock).items() if tested.get(name) != version} == {}


def test_continuous_integration_runs_the_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make test" in readme
    assert "make --no-print-directory test" in (ROOT / Path(".ci/run")).read_text(encoding="utf-8")
