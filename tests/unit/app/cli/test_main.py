from __future__ import annotations

import sys

import pytest

from app.cli.main import main


def test_the_version_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """CLI-3."""
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("aio-canvas ")


@pytest.mark.parametrize(
    "words", [["export"], ["export", "a"], ["library"], ["info"], ["--nonsense"], ["library", "x"]]
)
def test_words_that_are_no_command_line_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """CLI-1."""
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "usage: aio-canvas" in err


def test_reading_commands_load_neither_qt_nor_widgets(tmp_path: object) -> None:
    """CLI-4."""
    import subprocess

    script = (
        "import sys; from app.cli.main import main; main(['info', 'missing']);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, timeout=60).returncode == 0
