"""`aio-canvas open`: the editor."""

from __future__ import annotations

import argparse
import os

from app.bootstrap import run_editor


def run(arguments: argparse.Namespace) -> int:
    """Show the editor and return the exit code when it is closed.

    Raises:
        DisplayError: there is no screen.
    """
    return run_editor(arguments.files, environ=os.environ)
