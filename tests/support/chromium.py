"""Headless Chromium for tests and benchmarks: a fresh profile, no network, fonts as the test says."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars",
    "--force-color-profile=srgb", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
FONT_PACKAGES = ("fontpkg_arimo", "fontpkg_inter", "fontpkg_newsreader", "fontpkg_ibm_plex_mono")
MISSING = "chromium is not installed: apt-get install chromium"


def chromium() -> str | None:
    """Return the browser's program, or None when this machine has none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def font_folders() -> list[Path]:
    """Return the folders of the fonts that the product itself draws with."""
    from importlib.resources import files

    return [Path(str(files(package))) / "files" for package in FONT_PACKAGES]


def font_settings(folder: Path) -> Path:
    """Write settings for fontconfig that know the product's fonts beside the system's, without any substitution."""
    known = [*font_folders(), Path("/usr/share/fonts")]
    lines = "".join(f"<dir>{path}</dir>" for path in known)
    path = folder / "fonts.conf"
    path.write_text(f"<?xml version='1.0'?><fontconfig>{lines}<cachedir>{folder / 'cache'}</cachedir></fontconfig>")
    return path


def run(page: Path, words: Sequence[str], timeout_s: float = 60.0) -> subprocess.CompletedProcess[bytes]:
    """Open a page with further flags and return when the browser has ended.

    Args:
        page: an HTML or SVG file.
        words: further flags, such as --screenshot or --dump-dom.
        timeout_s: after so long it is stopped and the test fails.
    """
    program = chromium()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FONTCONFIG_FILE": str(font_settings(Path(folder)))}
        command = [program, *FLAGS, f"--user-data-dir={folder}/profile", *words, page.as_uri()]
        return subprocess.run(command, env=environment, capture_output=True, timeout=timeout_s, check=True)


def screenshot(page: Path, target: Path, width: int, height: int, words: Sequence[str] = ()) -> None:
    """Save a picture of a page.

    Args:
        page: an HTML or SVG file.
        target: the PNG to write.
        width: of the window in pixels.
        height: of the window in pixels.
        words: further flags.
    """
    run(page, [f"--screenshot={target}", f"--window-size={width},{height}", "--force-device-scale-factor=1", *words])
