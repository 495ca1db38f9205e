"""Names the Debian packages that this machine lacks: libraries that Qt needs, and programs that tests use.

Runs before the virtual environment exists, so it uses the standard library alone. It prints the missing packages on one line,
or nothing when all are there. `packaging/setup.sh` installs them or tells the user how to.

    python3 packaging/system_libraries.py
"""

from __future__ import annotations

import ctypes
import glob
import shutil
import sys
from collections.abc import Callable, Mapping

# Shared library -> Debian package. PySide6 ships Qt itself but not what Qt stands on.
DRAWING: Mapping[str, str] = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libzstd.so.1": "libzstd1",
    "libbrotlidec.so.1": "libbrotli1",
}
# The plugin that opens windows under X11; without these Qt can still draw to memory.
WINDOWS: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Program -> Debian package: other people's readers of what we export, and a screen with hands for a real window. Tests that need
# one are skipped where it is missing.
PROGRAMS: Mapping[str, str] = {
    "chromium": "chromium",
    "pdftotext": "poppler-utils",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
}

# Program -> Debian package: servers that the relay works with. Tests start their own; Debian's service is not used.
SERVERS: Mapping[str, str] = {
    "postgres": "postgresql",
    "redis-server": "redis-server",
}
# Debian keeps PostgreSQL's programs off the path, one folder for each version.
OFF_THE_PATH: Mapping[str, str] = {"postgres": "/usr/lib/postgresql/*/bin/postgres"}


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def starts(program: str) -> bool:
    """Tell whether a program is on the path, or where Debian puts it."""
    return shutil.which(program) is not None or bool(glob.glob(OFF_THE_PATH.get(program, "")))


def missing_packages(present: Callable[[str], bool] = loads, startable: Callable[[str], bool] = starts) -> list[str]:
    """Return the Debian packages to install.

    Args:
        present: Tells whether a shared library can be loaded.
        startable: Tells whether a program is there.
    """
    wanted = {**DRAWING, **WINDOWS}
    missing = {package for library, package in wanted.items() if not present(library)}
    programs = {**PROGRAMS, **SERVERS}
    return sorted(missing | {package for program, package in programs.items() if not startable(program)})


def main() -> int:
    """Print the missing packages on one line."""
    missing = missing_packages() if sys.platform == "linux" else []
    if missing:
        print(" ".join(missing))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
