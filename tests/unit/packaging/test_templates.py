from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from canvas.model.document import Document
from resources.templates.loader import TEMPLATES, state

SCRIPTS = Path(__file__).parents[3] / "packaging" / "templates"


@pytest.fixture
def scripts() -> Iterator[None]:
    sys.path.insert(0, str(SCRIPTS))
    yield
    sys.path.remove(str(SCRIPTS))
    for name in ("business", "planning", "software", "systems", "sheet"):
        sys.modules.pop(name, None)


def test_the_stored_templates_are_what_the_scripts_draw(scripts: None) -> None:
    modules = [importlib.import_module(name) for name in ("business", "planning", "software", "systems")]
    for template in TEMPLATES:
        draw = next(getattr(module, template.id) for module in modules if hasattr(module, template.id))
        stored = Document(7, [state(template.id)]).records
        drawn = draw().snapshot()
        assert stored.shapes.keys() == drawn.shapes.keys(), template.id
        for name, record in drawn.shapes.items():
            assert stored.shapes[name].text == record.text, (template.id, name)
            assert stored.shapes[name].kind == record.kind
