"""What keys sign for one relay alone, so that it can use none of it at another: beside the proof on a socket, which frames hold.

Each names the relay's address, the account and the session; nobody can use it for another account, or later.
"""

from __future__ import annotations


def possession_message(relay_url: str, account: str, session: str) -> bytes:
    """Return what a device signs, in the context ``signing.REGISTRATION``, to be registered and put on a session."""
    return f"{relay_url.rstrip('/')}\0{account}\0{session}".encode()


def visit_message(relay_url: str, account: str, session: str, workspace: str, recipient: str) -> bytes:
    """Return what a key of a log signs, in the context ``signing.VISIT``, to be shown the log and the boxes for it."""
    return f"{relay_url.rstrip('/')}\0{account}\0{session}\0{workspace}\0{recipient}".encode()
