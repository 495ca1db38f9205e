"""The second part of the tour: a relay and three editors, whose network is cut and healed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demo import together
from app.demo.together import NAMES, draw_together
from app.demo.tour import Findings


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_three_draw_together_apart_and_together_again(tmp_path: Path) -> None:
    findings = Findings()
    draw_together(tmp_path, findings)
    assert findings.problems == []
    texts = " / ".join(str(step["text"]) for step in findings.steps)
    assert "all three hold the same (6 shapes)" in texts
    assert "each drew on alone" in texts
    assert "all three hold the same (12 shapes)" in texts
    names = [
        f"{number}-{state}-{name}.png"
        for number, state in ((5, "network-cut"), (6, "network-healed"))
        for name in NAMES
    ]
    assert [Path(path).name for path in findings.pictures] == names
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in names)
    assert len({(tmp_path / f"5-network-cut-{name}.png").read_bytes() for name in NAMES}) == len(NAMES)


def test_without_a_relay_it_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "why_no_relay", lambda: "a relay needs fastapi")
    findings = Findings()
    draw_together(tmp_path, findings)
    assert [step["text"] for step in findings.steps] == ["did not draw together: a relay needs fastapi"]
