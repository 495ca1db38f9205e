"""`aio-canvas open`: the editor."""

from __future__ import annotations

import argparse
import os

from app.lean_start import lean_start


def run(arguments: argparse.Namespace) -> int:
    """Show the editor and return the exit code when it is closed.

    Raises:
        DisplayError: there is no screen.
    """
    with lean_start():
        from app.bootstrap import run_editor
    return run_editor(arguments.files, environ=os.environ)
