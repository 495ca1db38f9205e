from __future__ import annotations

from canvas.formats.drawio import foreign_keys
from canvas.model.schema import FOREIGN


def test_only_text_counts_as_kept() -> None:
    assert foreign_keys.text_of({foreign_keys.ID: "a"}, foreign_keys.ID) == "a"
    assert foreign_keys.text_of({foreign_keys.ID: 7.0}, foreign_keys.ID) == ""
    assert foreign_keys.text_of({}, foreign_keys.ID) == ""


def test_all_keys_are_marked_as_foreign() -> None:
    names = [v for k, v in vars(foreign_keys).items() if k.isupper() and isinstance(v, str)]
    assert len(names) == len(set(names)) > 10
    assert all(name.startswith(FOREIGN) and name.startswith(foreign_keys.PREFIX) for name in names)
