"""What every test stands on: no display, no user's files, no user's keyring."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication

from app.collecting import collect_what_is_due
from app.override_guard import guard_overrides
from tests.support import postgresql as postgresql_support
from tests.support import redis_server as redis_support
from tests.support.foreign_server import ForeignServer
from tests.support.patient_bot import PatientBot
from tests.support.relay_databases import migrated_template

# Qt reads this when the application object is made, which a test module may do while it is collected.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Tests must not find, fill or unlock the developer's keyring.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Shared machines stall: a deadline per example would make tests fail by the clock.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")

# Qt for Python reads the source of every module that is imported from now on for a feature that nobody uses; see app.lean_start.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

# As the program does before it loads anything that shows something.
guard_overrides()

# What tests leave of Qt must not die on a thread of theirs; see app.window_collector.
gc.disable()

ROOT = Path(__file__).parent.parent
XDG_DIRECTORIES = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME")


@pytest.fixture(scope="session", autouse=True)
def private_directories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Point every XDG directory at one that is made for this session, and return the folder that holds them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in XDG_DIRECTORIES:
            directory = home / name.lower()
            directory.mkdir(mode=0o700)  # Qt refuses a runtime directory that others can enter.
            patch.setenv(name, str(directory))
        if sys.dont_write_bytecode:
            # Who wants no byte code beside the sources does not want every process of the tests to compile them all.
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(home / "pycache"))
        yield home


@pytest.fixture(autouse=True)
def collected_between_tests() -> Iterator[None]:
    """Run the garbage collector, on this thread."""
    yield
    collect_what_is_due()


@pytest.fixture(scope="session", autouse=True)
def one_application(private_directories: Path, qapp: QApplication) -> QApplication:
    """Make the application that has widgets before any test asks for one without: a process can have only one of them."""
    return qapp


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Return a bot that gives a loaded machine time."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard_at_the_end() -> Iterator[None]:
    """Clear the clipboard before Qt goes: the offscreen platform crashes on data that outlives the application."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgresql_support.PostgresServer]:
    """Return a PostgreSQL of this process's own; skip the test where the programs are missing."""
    folder = postgresql_support.programs()
    if folder is None:
        pytest.skip(f"no PostgreSQL: {postgresql_support.INSTALL}")
    with postgresql_support.running_postgresql(folder) as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_template(postgresql: postgresql_support.PostgresServer) -> Iterator[str]:
    """Return the name of a migrated database of a relay, to copy."""
    with migrated_template(postgresql) as name:
        yield name


@pytest.fixture(scope="session")
def postgresql_replica(postgresql: postgresql_support.PostgresServer) -> Iterator[postgresql_support.PostgresServer]:
    """Return a streaming replica of this process's own PostgreSQL."""
    folder = postgresql_support.programs()
    assert folder is not None
    with postgresql_support.running_replica(folder, postgresql) as server:
        yield server


@pytest.fixture(scope="session")
def redis_server() -> Iterator[ForeignServer]:
    """Return a Redis of this process's own; skip the test where the program is missing."""
    executable = redis_support.program()
    if executable is None:
        pytest.skip(f"no Redis: {redis_support.INSTALL}")
    with redis_support.running_redis(executable) as server:
        yield server


@pytest.fixture(scope="session")
def corpus_directory() -> Path:
    """Return the folder of real .drawio files; skip the test where there is none."""
    directory = Path(os.environ.get("AIO_CANVAS_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not (directory / "drawio").is_dir():
        pytest.skip("no corpus: set AIO_CANVAS_CORPUS to a folder that holds drawio/")
    return directory


@pytest.fixture(scope="session")
def corpus_files(corpus_directory: Path) -> list[Path]:
    """Return the real .drawio files in the order of their names; skip the test where there are none."""
    files = sorted((corpus_directory / "drawio").rglob("*.drawio"))
    if not files:
        pytest.skip("the corpus holds no .drawio file")
    return files
