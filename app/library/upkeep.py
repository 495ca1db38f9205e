"""Work for idle moments: text index, pictures and load caches of diagrams that were edited and are at rest."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.library.session import LibrarySession


@dataclass(slots=True)
class Upkeep:
    """Looks at the open diagrams whenever its timer ticks."""

    session: LibrarySession
    _edits: dict[str, int] = field(default_factory=dict)

    def tick(self) -> None:
        """Tend every diagram that was not edited since the last tick; one that is being edited waits for the next."""
        before, self._edits = self._edits, {name: one.edits for name, one in self.session.diagrams.items()}
        for name, diagram in self.session.diagrams.items():
            if before.get(name) == diagram.edits:
                self.session.tend(diagram)
