"""Every source module has a test module of its own: tests/<kind>/<same path>/test_<same name>.py."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.repository import PACKAGES, python_files

KINDS = ("unit", "qt", "property", "contract", "golden", "e2e")
# Modules without one, each with its reason. The list may only shrink: an entry that is no longer needed fails too.
EXCEPTIONS: dict[str, str] = {}


def is_tested(module: Path, tests: set[Path]) -> bool:
    """Tell whether a source module has a test module."""
    mirrored = module.parent / f"test_{module.stem.strip('_')}.py"
    return any(Path("tests") / kind / mirrored in tests for kind in KINDS)


def untested_modules() -> list[str]:
    """Return the source modules that have no test module. Package docstrings need none."""
    tests = set(python_files("tests"))
    modules = [path for path in python_files(*PACKAGES) if path.name != "__init__.py"]
    return [module.as_posix() for module in modules if not is_tested(module, tests)]


def test_every_module_has_its_test_module() -> None:
    assert sorted(set(untested_modules()) - EXCEPTIONS.keys()) == []


def test_no_exception_outlives_its_reason() -> None:
    assert sorted(EXCEPTIONS.keys() - set(untested_modules())) == []
    assert all(reason.strip() for reason in EXCEPTIONS.values())
