from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).parents[3] / "packaging" / "system_libraries.py"


@pytest.fixture(scope="module")
def system_libraries() -> ModuleType:
    """Load the script by its path: packaging/ is no package, on purpose."""
    spec = importlib.util.spec_from_file_location("system_libraries", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_is_missing_where_every_library_loads(system_libraries: ModuleType) -> None:
    assert system_libraries.missing_packages(lambda _library: True, lambda _program: True) == []


def test_each_missing_library_names_its_package_once(system_libraries: ModuleType) -> None:
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    missing = system_libraries.missing_packages(lambda library: library not in absent, lambda _program: True)
    assert missing == ["libegl1", "libxcb-cursor0"]


def test_programs_that_tests_compare_with_are_named_too(system_libraries: ModuleType) -> None:
    missing = system_libraries.missing_packages(
        lambda _library: True, lambda program: program not in {"pdftotext", "xdotool"}
    )
    assert missing == ["poppler-utils", "xdotool"]


def test_servers_are_found_off_the_path_too(system_libraries: ModuleType, tmp_path: Path) -> None:
    missing = system_libraries.missing_packages(lambda _library: True, lambda program: program != "postgres")
    assert missing == ["postgresql"]
    (tmp_path / "15").mkdir()
    (tmp_path / "15" / "postgres").touch()
    system_libraries.OFF_THE_PATH = {"no-such-program": f"{tmp_path}/*/postgres"}
    assert system_libraries.starts("no-such-program")
    assert not system_libraries.starts("another")


def test_a_library_that_no_machine_has_does_not_load(system_libraries: ModuleType) -> None:
    assert not system_libraries.loads("libthat-nobody-ships.so.99")
