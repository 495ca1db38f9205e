"""Opens the largest real files with ours and with the draw.io viewer in headless Chromium, in one run, and tells the ratio.

    python -m tests.bench.viewer [--files N] [--repeats N]

The table is printed, and written as build/bench-viewer.json. Nothing here is a test.

The viewer is the file `viewer.min.js` of the npm package named below, fetched into a temporary folder by npm's own client. Both
sides start a new process and end with a PNG of the first page; the in-process row has our program already running. What is
missing (files, browser, npm, package) is said in the row instead of a number.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.support.chromium import MISSING, chromium, screenshot

ROOT = Path(__file__).parents[2]
PACKAGE = "docusaurus-plugin-drawio@0.4.0"
WINDOW = (1600, 1200)


@dataclass(frozen=True)
class ViewerRow:
    """Milliseconds until the first picture of one file; None where it could not be measured, and `why`."""

    file: str
    kilobytes: float
    ours_fresh_ms: float
    ours_warm_ms: float
    viewer_ms: float | None
    why: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times as long the viewer takes, both in a fresh process."""
        return self.viewer_ms / self.ours_fresh_ms if self.viewer_ms else None


def largest_files(count: int) -> list[Path]:
    """Return the largest real diagram files, none where there are none."""
    folder = Path(os.environ.get("AIO_CANVAS_CORPUS") or ROOT.parent / "shared" / "corpus") / "drawio" / "files"
    found = [path for path in folder.glob("*") if path.suffix in {".drawio", ".xml"}]
    return sorted(found, key=lambda path: path.stat().st_size, reverse=True)[:count]


def viewer_script(folder: Path) -> tuple[Path | None, str]:
    """Fetch the viewer and return its script, or None and why there is none."""
    npm = shutil.which("npm")
    if chromium() is None:
        return None, MISSING
    if npm is None:
        return None, "npm is not installed: apt-get install npm"
    command = [npm, "pack", PACKAGE, "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    archives = list(folder.glob("*.tgz"))
    if done.returncode or not archives:
        return None, f"the package {PACKAGE} cannot be fetched"
    shutil.unpack_archive(archives[0], folder, "gztar")
    script = folder / "package" / "viewer.min.js"
    return (script, "") if script.is_file() else (None, f"the package {PACKAGE} holds no viewer")


def viewer_page(file: Path, script: Path, folder: Path) -> Path:
    """Write the page that shows a file with the viewer, as the viewer's makers describe it."""
    settings = json.dumps({"xml": file.read_text(encoding="utf-8"), "toolbar": "", "nav": False, "resize": True})
    page = folder / "viewer.html"
    page.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><body>'
        f'<div class="mxgraph" data-mxgraph="{html.escape(settings)}"></div><script src="{script.as_uri()}"></script>',
        encoding="utf-8",
    )
    return page


def median_ms(call: Callable[[], object], repeats: int) -> float:
    """Return the median time of a call."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000.0)
    return statistics.median(times)


def ours_fresh(file: Path, target: Path) -> None:
    """Export a file in a new process."""
    command = [sys.executable, "-m", "app", "export", str(file), "-o", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)


def ours_warm(file: Path) -> None:
    """Open a file and paint its first page in this process."""
    from app.exporting.options import ExportOptions
    from app.exporting.reading import read_snapshot
    from app.exporting.service import export

    export(read_snapshot(file.read_bytes(), file.name), ExportOptions("png"))


def shows_something(picture: Path) -> bool:
    """Tell whether the viewer drew anything: a blank page is no measurement."""
    from PIL import Image

    with Image.open(picture) as image:
        return len(image.convert("RGB").getcolors(1_000_000) or range(1000)) > 8


def viewer_rows(count: int = 3, repeats: int = 3) -> list[ViewerRow]:
    """Measure the largest files, ours and the viewer in turn."""
    rows: list[ViewerRow] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = largest_files(count)
        script, why = viewer_script(folder) if files else (None, "")
        rows.extend(_row(file, script, why, folder, repeats) for file in files)
    return rows


def _row(file: Path, script: Path | None, why: str, folder: Path, repeats: int) -> ViewerRow:
    ours_warm(file)
    fresh = median_ms(lambda: ours_fresh(file, folder / "ours.png"), repeats)
    warm = median_ms(lambda: ours_warm(file), repeats)
    viewer: float | None = None
    if script is not None:
        page, shot = viewer_page(file, script, folder), folder / "viewer.png"
        viewer = median_ms(lambda: screenshot(page, shot, *WINDOW), repeats)
        if not shows_something(shot):
            viewer, why = None, "the viewer shows nothing"
    return ViewerRow(file.name, file.stat().st_size / 1000, fresh, warm, viewer, why)


def viewer_table(rows: list[ViewerRow]) -> str:
    """Return a readable table, or one line that says why there is none."""
    if not rows:
        return "draw.io viewer: no real files (set AIO_CANVAS_CORPUS)"
    lines = [f"{'open + first picture, ms':52} {'kB':>6} {'ours':>8} {'running':>8} {'viewer':>8} {'ratio':>6}"]
    for row in rows:
        viewer = f"{row.viewer_ms:8.0f} {row.ratio:6.1f}" if row.viewer_ms and row.ratio else f"  {row.why}"
        name = row.file if len(row.file) <= 52 else "…" + row.file[-51:]
        lines.append(f"{name:52} {row.kilobytes:6.0f} {row.ours_fresh_ms:8.0f} {row.ours_warm_ms:8.0f} {viewer}")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "build", help="directory of the result")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = viewer_rows(chosen.files, chosen.repeats)
    chosen.out.mkdir(parents=True, exist_ok=True)
    values = [asdict(row) | {"ratio": row.ratio} for row in rows]
    (chosen.out / "bench-viewer.json").write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    print(viewer_table(rows))


if __name__ == "__main__":
    main()
