"""Cards of one workspace: what they say of people and of it, and the own one written. On the network thread."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from app.account.face import Face
from app.collaboration.people import Naming, diagram_card, own_card, read_naming
from sync.crypto.identity import DeviceIdentity
from sync.engine.card_writing import opened_cards, write_card
from sync.engine.events import CardWritten
from sync.protocol.card import MAX_REVISION, CardHeader, CardKind, parse_card_header
from sync.protocol.card_content import PictureCard, decode_picture, encode_picture, encode_workspace_name
from sync.protocol.errors import ProtocolError
from sync.runtime.workspace_run import WorkspaceRun


class Cards:
    """Serves one workspace at work."""

    def __init__(self, run: WorkspaceRun, identity: DeviceIdentity, workspace: str, user: str) -> None:
        """Take the engine, the keys of this device, and who is meant by oneself."""
        self._run, self._identity, self._workspace, self._user = run, identity, workspace, user

    def read(self, name: str, face: Face) -> Naming:
        """Return what the cards say; where there is none of oneself, one with this name and face is written."""
        found = self._naming()
        if name and self._user not in found.people:
            self._write((CardKind.PERSON, self._user), own_card(self._user, name, face))
        return found

    def change(self, name: str, face: Face | None, otherwise: str) -> Naming:
        """Write the own card anew with what is different now, and return what the cards say then.

        Args:
            name: another one; "" for the one on the card.
            face: another one; None for the one on the card.
            otherwise: the name when there is no card yet.
        """
        found = self._naming()
        known = Face(found.wishes.get(self._user, ""), found.pictures.get(self._user, b""))
        before = found.people.get(self._user, otherwise)
        if (name or before, face or known) != (before, known):
            self._write((CardKind.PERSON, self._user), own_card(self._user, name or before, face or known))
        return self._naming()

    def say_title(self, document: str, title: str, now_ms: int, *, again: bool) -> None:
        """Write the title of a diagram; `again`: also in place of what stands there."""
        said = self._naming().diagrams.get(document)
        if said is None or (again and said != title):
            self._write((CardKind.DIAGRAM, document), diagram_card(title, now_ms))

    def say_picture(self, document: str, picture: bytes, now_ms: int) -> None:
        """Say how a diagram looks, if that is not what is said already."""
        known = self._picture(document)
        if known is None or known[1].picture != picture:
            # What others said may not be here, as nobody fetches what he does not look at: the later one is the newer one.
            self._write((CardKind.PICTURE, document), encode_picture(PictureCard(picture, now_ms)), now_ms)

    def pictures_of_others(self, documents: Iterable[str]) -> dict[str, bytes]:
        """Return the pictures of diagrams that other devices painted."""
        found = {document: self._picture(document) for document in documents}
        own = self._identity.device
        return {name: one[1].picture for name, one in found.items() if one is not None and one[0].device != own}

    def rename_workspace(self, name: str) -> None:
        """Give the workspace a name; who may not is refused by everybody else."""
        self._write((CardKind.WORKSPACE, self._workspace), encode_workspace_name(name))

    def _naming(self) -> Naming:
        engine = self._run.engine
        return read_naming(engine.state, engine.keys, engine.cards)

    def _picture(self, document: str) -> tuple[CardHeader, PictureCard] | None:
        """Return the picture of a diagram that counts, with who wrote it; None while there is none that can be read."""
        engine = self._run.engine
        card = engine.picture(document)
        for header, content in opened_cards(engine.state, engine.keys, () if card is None else (card,)):
            with suppress(ProtocolError):  # Its author sealed what no program shows.
                return header, decode_picture(content)
        return None

    def _write(self, about: tuple[CardKind, str], content: bytes, least: int = 1) -> None:
        """Write a card that takes the place of the one that is here, and of all whose revision is below ``least``."""
        engine = self._run.engine
        known = engine.picture(about[1]) if about[0] is CardKind.PICTURE else None
        headers = map(parse_card_header, engine.cards if known is None else (known,))
        before = max((one.revision for one in headers if (one.kind, one.subject) == about), default=0)
        revision = min(max(before + 1, least), MAX_REVISION)  # Above the last one that somebody took there is none.
        card = write_card(engine.state, engine.keys, self._identity, about, content, revision)
        if card is not None:
            self._run.answer(CardWritten(card))
