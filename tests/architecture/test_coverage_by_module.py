"""Every source module has a test module of its own: tests/<kind>/<same path>/test_<same name>.py."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.repository import PACKAGES, python_files

KINDS = ("unit", "qt", "property", "contract", "golden", "e2e")
# Modules without one, each with its reason. The list may only shrink: an entry that is no longer needed fails too.
_ACT = "an act of the tour: tests/e2e/app/demo/test_tour.py runs it as a process of its own"
_DATA = "names and constants only"
EXCEPTIONS: dict[str, str] = {
    "app/__main__.py": "two lines that every test of the command line runs",
    "app/cli/clock.py": "the one line that reads the clock",
    "app/cli/exit_codes.py": _DATA,
    "app/canvas_view/look.py": _DATA,
    "app/demo/drawing.py": _ACT,
    "app/demo/reopening.py": _ACT,
    "app/demo/stage.py": _ACT,
    "app/errors.py": _DATA,
    "app/exporting/options.py": _DATA,
    "canvas/errors.py": _DATA,
    "canvas/formats/limits.py": _DATA,
}


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
