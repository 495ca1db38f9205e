"""The key in the keyring of the operating system, and only in one that really protects it."""

from __future__ import annotations

import base64
import binascii
import secrets
from typing import TYPE_CHECKING, Any

from sync.crypto.passphrase import KEY_BYTES
from sync.errors import KeyUnavailableError
from sync.protocol.identifiers import RandomBytes
from sync.store.key_header import KeyHeader, KeyKind, key_check

if TYPE_CHECKING:
    from pathlib import Path

    from keyring.backend import KeyringBackend

SERVICE = "aio-canvas"

# Full names, since other packages offer plaintext keyrings under the same class name. A chainer is looked through.
ACCEPTED_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
_CHAINER = "keyring.backends.chainer.ChainerBackend"
_ADVICE = "unlock the keyring of your desktop session and start again"


def accepted_backend(backend: object) -> KeyringBackend | None:
    """Return the backend to use: itself, or the first accepted one inside a chainer; None when none is accepted."""
    candidates: list[Any] = list(getattr(backend, "backends", ())) if _name(backend) == _CHAINER else [backend]
    return next((one for one in candidates if _name(one) in ACCEPTED_BACKENDS), None)


def _name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


class KeyringKey:
    """Key source: the key lies in the keyring under the profile's id."""

    kind = KeyKind.KEYRING

    def __init__(self, backend: object | None = None, random_bytes: RandomBytes = secrets.token_bytes) -> None:
        """Use the system's keyring, or a certain backend; both must be of an accepted kind."""
        self._given = backend
        self._random_bytes = random_bytes

    def _backend(self) -> KeyringBackend | None:
        if self._given is not None:
            return accepted_backend(self._given)
        # Imported here: it takes longer than everything else that a start needs.
        import keyring
        from keyring.errors import KeyringError

        try:
            return accepted_backend(keyring.get_keyring())
        except (KeyringError, RuntimeError):
            # A keyring that cannot even be found is not available; the caller then asks for a passphrase.
            return None

    def available(self) -> bool:
        """Tell whether an accepted keyring is there and can be written to, by writing and removing a probe."""
        from keyring.errors import KeyringError

        backend = self._backend()
        if backend is None:
            return False
        name = f"probe:{self._random_bytes(8).hex()}"
        try:
            backend.set_password(SERVICE, name, "probe")
            found = backend.get_password(SERVICE, name)
            backend.delete_password(SERVICE, name)
        except (KeyringError, RuntimeError):
            return False
        return found == "probe"

    def create(self, profile: str, directory: Path) -> tuple[KeyHeader, bytes]:
        """Make a key, put it into the keyring, and read it back before anything depends on it."""
        from keyring.errors import KeyringError

        backend = self._backend()
        if backend is None:
            raise KeyUnavailableError(directory, self.kind, "no accepted keyring was found")
        key = self._random_bytes(KEY_BYTES)
        try:
            backend.set_password(SERVICE, _entry(profile), base64.b64encode(key).decode("ascii"))
        except (KeyringError, RuntimeError) as error:
            raise KeyUnavailableError(directory, self.kind, _ADVICE) from error
        header = KeyHeader(profile, self.kind, (key_check(key),))
        if self.unlock(header, directory) != (key,):
            raise KeyUnavailableError(directory, self.kind, "the keyring did not keep the key")
        return header, key

    def unlock(self, header: KeyHeader, directory: Path) -> tuple[bytes, ...]:
        """Read the key from the keyring."""
        from keyring.errors import KeyringError

        backend = self._backend()
        if backend is None:
            raise KeyUnavailableError(directory, self.kind, _ADVICE)
        try:
            text = backend.get_password(SERVICE, _entry(header.profile))
        except (KeyringError, RuntimeError) as error:
            raise KeyUnavailableError(directory, self.kind, _ADVICE) from error
        if text is None:
            raise KeyUnavailableError(
                directory, self.kind, "the keyring holds no key of this profile; restore a backup"
            )
        try:
            return (base64.b64decode(text, validate=True),)
        except binascii.Error:
            # Without "from": the cause would carry the keyring's text.
            raise KeyUnavailableError(
                directory, self.kind, "the keyring's entry is damaged; restore a backup"
            ) from None


def _entry(profile: str) -> str:
    return f"library:{profile}"
