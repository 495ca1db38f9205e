#!/usr/bin/env python3
"""Renders every screen of the program into PNG files with an index.html, from the real window over a throw-away library.

Usage: python packaging/gallery.py [FOLDER] [--only TEXT] [--scale 1|2|1.25|...] (default: build/gallery, scales 1 and 2, light and dark)

Qt takes the scale when the application is made, so each scale is a process of its own.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

SCALES = ("1", "2")
SCREEN = {"screens": [{"name": "gallery", "x": 0, "y": 0, "width": 7680, "height": 4320, "dpi": 96, "dpr": 1.0}]}
"""Large enough for the largest window and its menus at the largest scale; Qt's own offscreen screen is not."""
PARTS = ("gallery_editor", "gallery_home", "gallery_features", "gallery_dialogs", "gallery_account", "gallery_sharing")
"""Modules that add screens when they are imported."""
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>AIO Canvas: every screen</title>
<style>
body {{ font: 14px/1.5 system-ui, sans-serif; margin: 32px; background: #f4f5f7; color: #15171c; }}
main {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 24px; }}
figure {{ margin: 0; }} figcaption {{ padding: 6px 2px; }}
img {{ width: 100%; border: 1px solid #dfe1e7; border-radius: 8px; background: #fff; }}
</style>
<h1>AIO Canvas: every screen</h1><p>{count} pictures. Click one to see it in its own size.</p>
<main>
{figures}
</main></html>
"""


def main() -> None:
    """Render all scales, or one of them in this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/gallery"))
    parser.add_argument("--only", default="", help="screens whose name holds this")
    parser.add_argument("--scale", default="", help="this scale alone")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.scale:
        render(chosen.folder, chosen.only, chosen.scale)
        return
    for scale in SCALES:
        subprocess.run(
            [sys.executable, __file__, str(chosen.folder), "--only", chosen.only, "--scale", scale], check=True
        )
    write_index(chosen.folder)


def render(folder: Path, only: str, scale: str) -> None:
    """Render every screen at one scale in both themes."""
    screen = folder / "screen.json"
    screen.write_text(json.dumps(SCREEN), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen.resolve()}"
    os.environ["QT_SCALE_FACTOR"] = scale
    # Imported only now: Qt reads both variables.
    for part in PARTS:
        import_module(part)
    from gallery_stage import SCENES, Gallery

    for theme in ("light", "dark"):
        # A window of its own for each theme: what one walk has drawn and opened is in no picture of the other.
        with Gallery() as gallery:
            for name, scene in SCENES.items():
                if only in name:
                    gallery.take(scene, theme).save(str(folder / f"{name}-{theme}-{scale}x.png"))
                    print(f"{name}-{theme}-{scale}x", flush=True)
    screen.unlink()


def write_index(folder: Path) -> None:
    """Write the page that shows every picture of a folder."""
    pictures = sorted(path.name for path in folder.glob("*.png"))
    figures = "\n".join(
        f'<figure><a href="{name}"><img loading="lazy" src="{name}" alt="{name}"></a><figcaption>{name[:-4]}</figcaption></figure>'
        for name in map(html.escape, pictures)
    )
    (folder / "index.html").write_text(PAGE.format(count=len(pictures), figures=figures), encoding="utf-8")
    print(f"{len(pictures)} pictures: {folder / 'index.html'}")


if __name__ == "__main__":
    main()
