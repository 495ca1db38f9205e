"""Where the program keeps things on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APPLICATION = "aio-canvas"
HOME_VARIABLE = "AIO_CANVAS_HOME"
"""Environment variable that moves everything into one folder: a portable installation, a test, a second profile."""


def data_folder() -> Path:
    """Return the folder of the encrypted library (not created here)."""
    override = os.environ.get(HOME_VARIABLE)
    return Path(override) if override else Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))


def profile_folder(name: str = "default") -> Path:
    """Return the folder of one profile; a profile is one library with one key."""
    return data_folder() / "profiles" / name


def cache_folder() -> Path:
    """Return the folder for what can be made again."""
    override = os.environ.get(HOME_VARIABLE)
    return Path(override) / "cache" if override else Path(platformdirs.user_cache_dir(APPLICATION, appauthor=False))


def log_folder() -> Path:
    """Return the folder of the rotating log; it never holds contents or keys."""
    override = os.environ.get(HOME_VARIABLE)
    return Path(override) / "log" if override else Path(platformdirs.user_log_dir(APPLICATION, appauthor=False))
