"""What the encrypted library keeps of the account: enough to go on after a start, and nothing that a backup would carry away."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING

from sync.errors import InvalidIdentifierError
from sync.protocol.identifiers import checked_id, new_id

if TYPE_CHECKING:
    from sync.store.ports import Store
    from sync.store.records import JsonValue

ACCOUNT, PERSON, RELAYS, AWAY = "account", "person", "relay keys", "session away"
"""Names in the session table, which belongs to the device: a restored backup is a new one and signs in anew."""


@dataclass(frozen=True, slots=True)
class KeptAccount:
    """An account and its session; ``refresh`` is the token with which its session goes on, ``sequencer`` the relay's public key in hex."""

    relay: str
    account: str
    session: str
    email: str
    name: str
    sequencer: str
    refresh: str = field(repr=False)


def read_account(store: Store) -> KeptAccount | None:
    """Return the account that is kept; None if there is none, or it makes no sense."""
    found = store.session.get(ACCOUNT)
    names = KeptAccount.__dataclass_fields__
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in names):
        return None
    return KeptAccount(**{name: str(found[name]) for name in names})


def write_account(store: Store, account: KeptAccount | None) -> None:
    """Keep an account, durably; None forgets it."""
    value: JsonValue = None if account is None else dict(asdict(account))
    store.session.set(ACCOUNT, value)


def renew(store: Store, session: str, refresh: str) -> None:
    """Keep the next refresh token of a session; of one that was ended here meanwhile nothing comes back."""
    kept = read_account(store)
    if kept is not None and kept.session == session:
        write_account(store, replace(kept, refresh=refresh))


def rename(store: Store, session: str, email: str, name: str) -> None:
    """Keep what the relay says of the person of a session."""
    kept = read_account(store)
    if kept is not None and kept.session == session:
        write_account(store, replace(kept, email=email, name=name))


def mark_away(store: Store, session: str) -> None:
    """Keep that a session is put on another device for a while; "" once it is back on this one."""
    store.session.set(AWAY, session)


def is_away(store: Store, session: str) -> bool:
    """Tell whether a session may be on another device than this one."""
    return bool(session) and store.session.get(AWAY) == session


def relay_key(store: Store, relay: str) -> str:
    """Return the public key (hex) that a relay showed when somebody signed in there first; "" if nobody did."""
    found = store.session.get(RELAYS)
    key = found.get(relay) if isinstance(found, dict) else None
    return key if isinstance(key, str) else ""


def keep_relay_key(store: Store, relay: str, key: str) -> None:
    """Keep the key of a relay, instead of any other."""
    found = store.session.get(RELAYS)
    store.session.set(RELAYS, {**(found if isinstance(found, dict) else {}), relay: key})


def person(store: Store) -> str:
    """Return the user id of this library's person in workspaces, made the first time it is asked for."""
    try:
        return checked_id(str(store.session.get(PERSON)), "user id")
    except InvalidIdentifierError:
        made = new_id()
        store.session.set(PERSON, made)
        return made


def become(store: Store, user: str) -> None:
    """Be this person from now on: another device of hers vouched for it, or her recovery code."""
    store.session.set(PERSON, user)
