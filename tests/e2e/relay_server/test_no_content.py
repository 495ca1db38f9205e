"""WSP-60: a team's day, sealed by the real code, leaves nothing readable at the relay.

Neither in the database (decrypted) nor its files, nor in logs, metrics, exports and what the socket and REST carry: no title, label,
comment or name.
"""

from __future__ import annotations

import io
import logging
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from relay_server.adapters.sqlcipher import connect
from relay_server.adapters.structured_log import configure_logging
from sync.crypto.envelope import ChainTip, chain_key, seal_update
from sync.crypto.epoch import document_key, new_epoch_key
from sync.crypto.sealed_card import seal_card
from sync.crypto.share_link import new_share_key, seal_shared
from sync.protocol.card import CardHeader, CardKind
from sync.protocol.chain import Chain
from sync.protocol.documents import discussion_of
from sync.protocol.membership import operations as op
from tests.support.relay_office import Office, open_office
from tests.support.relay_team import operation_body

TITLE, LABEL = "Merger of Alpha and Omega", "Dismiss the board"
COMMENT, NAME = "Frank must never see this", "Edith Realname"
KNOWN = (TITLE, LABEL, COMMENT, NAME)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what is logged, at the most talkative level."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logging(stream, "json", "debug")
    clients = [logging.getLogger(name) for name in ("httpx", "httpcore", "websockets")]
    for client in clients:
        client.setLevel(logging.WARNING)
    yield stream
    for client in clients:
        client.setLevel(logging.NOTSET)
    root.handlers = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def a_day(office: Office) -> list[bytes]:
    """Write cards, edits, a comment and a shared copy with real seals; return all that was sent."""
    team, edith = office.team, office.people["edith"]
    key, laptop, token = new_epoch_key(team.workspace, 1), edith.laptop, edith.tokens.access_token
    path, sent = f"/workspaces/{team.workspace}", []
    for kind, subject, text in ((CardKind.PERSON, edith.user, NAME), (CardKind.DIAGRAM, office.diagram, TITLE)):
        under = document_key(key, subject) if kind is CardKind.DIAGRAM else key
        header = CardHeader(kind, team.workspace, subject, laptop.device, 1, office.seq, 1, bytes(12))
        card = seal_card(under, laptop, header, text.encode())
        answer = office.relay.call("PUT", path + "/cards", token, json={"card": b64encode(card).decode()})
        assert answer.status_code == 200, answer.text
        sent.append(card)
    with office.on("edith") as device:
        for document, text in ((office.diagram, LABEL), (discussion_of(office.diagram), COMMENT)):
            chain = Chain(document, laptop.device, "0f" * 8)
            sealing = chain_key(document_key(key, document), chain)
            envelope = seal_update(sealing, laptop, ChainTip(), office.seq, text.encode())
            device.join(office.workspace, document)
            device.store(document, [envelope])
            sent.append(envelope)
    share = new_share_key()
    body = op.CreateLink(share.link, office.diagram, share.commitment, team.house.clock.now + 60_000)
    made = operation_body(team.proposal(edith, body))
    assert office.relay.call("POST", path + "/operations", token, json=made).status_code == 201
    copy = seal_shared(share, LABEL.encode())
    answer = office.relay.call("PUT", f"{path}/links/{share.link}/content", token, content=copy)
    assert answer.status_code == 204, answer.text
    return [*sent, copy]


def decrypted(office: Office) -> bytes:
    """Return every value of every table, as somebody with the database's key reads them."""
    settings = office.team.house.settings
    key = bytes.fromhex((settings.secrets_path / "database.key").read_text("ascii").strip())
    raw = connect(settings.database_path, key)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = []
    for table in tables:
        for row in raw.execute(f'SELECT * FROM "{table}"'):
            found += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    raw.close()
    return b"\0".join(found)


@pytest.mark.slow
def test_a_team_s_day_leaves_nothing_readable(tmp_path: Path, log: io.StringIO) -> None:
    """WSP-60."""
    with open_office(tmp_path, "edith", "adam") as office:
        sent = a_day(office)
        adam = office.people["adam"].tokens.access_token
        path = f"/workspaces/{office.workspace}"
        answers = [
            office.relay.call("GET", path + part, adam).content
            for part in ("", "/log", "/members", "/diagrams", "/activity", "/audit", "/audit/export", "/cards")
        ]
        office.team.house.env.activity.flush()
        with office.team.house.env.transactions.read() as unit:
            (today,) = unit.activity.days(office.workspace, 0, 1 << 20)
        assert (today.edits, today.sessions, today.editors, today.documents, today.peak_rooms) == (2, 2, 1, 2, 2)
        stored = decrypted(office)
        metrics = office.relay.client.get("/metrics").content
        files = b"".join(file.read_bytes() for file in (tmp_path / "data").glob("relay.db*"))
        assert all(part in stored for part in (sent[0], sent[-1]))
        places = [stored, files, metrics, log.getvalue().encode(), *answers, *sent]
        for text in KNOWN:
            for spelling in (
                text.encode(),
                text.encode("utf-16-le"),
                b64encode(text.encode())[:-4],
                text.encode().hex().encode(),
            ):
                assert not any(spelling in place for place in places), text
