from __future__ import annotations

import subprocess
import sys


def test_a_process_without_a_display_gets_an_application() -> None:
    code = "from canvas.qt.app_runtime import headless_app as h; a = h(); print(a.platformName(), a is h())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["offscreen", "True"]


def test_a_process_with_a_bare_application_is_told_so() -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication; a = QCoreApplication([])\n"
        "from canvas.qt.app_runtime import headless_app\nfrom canvas.errors import PaintingUnavailable\n"
        "try: headless_app()\nexcept PaintingUnavailable as error: print('told')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "told"
