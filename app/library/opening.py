"""Opening the encrypted library of a profile: the key, and the errors as a user reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.errors import ProfileError
from sync.errors import (
    CorruptLibraryError,
    KeyUnavailableError,
    LibraryTooNewError,
    ProfileLockedError,
    SyncError,
    WrongKeyError,
    WrongPassphraseError,
)
from sync.store.keys import KeySource, PassphrasePrompt, resolve_key, standard_sources
from sync.store.library import Library, open_library
from sync.store.writer import Saved, SaveFailure

_ADVICE: dict[type[SyncError], str] = {
    ProfileLockedError: "Close the other window of AIO Canvas, or wait until the other command is done, and try again.",
    WrongPassphraseError: "Check the keyboard layout and Caps Lock, and try again. Nothing was changed.",
    WrongKeyError: "The key in the keyring belongs to another library. Restore a backup, or bring back the keyring. Nothing was changed.",
    LibraryTooNewError: "Install the newer version of AIO Canvas. Nothing was changed.",
    CorruptLibraryError: "Restore a backup with `aio-canvas library restore`. The file was left as it is.",
    KeyUnavailableError: "Unlock the keyring, or set AIO_CANVAS_PASSPHRASE when there is no screen to ask on.",
}


def explained(error: SyncError) -> ProfileError:
    """Return the error as the user should read it."""
    advice = next((text for kind, text in _ADVICE.items() if isinstance(error, kind)), "")
    return ProfileError(str(error), advice)


def open_profile_library(
    folder: Path,
    key: bytes,
    now_ms: Callable[[], int],
    *,
    read_only: bool = False,
    on_saved: Callable[[Saved], None] | None = None,
    on_failure: Callable[[SaveFailure], None] | None = None,
) -> Library:
    """Open the library of a profile, making it the first time.

    Args:
        folder: the profile's directory.
        key: what `find_key` returned.
        now_ms: clock, Unix milliseconds.
        read_only: open beside another process that writes.
        on_saved: told on the store thread what is durable.
        on_failure: told on the store thread when edits could not be stored.

    Raises:
        ProfileError: it cannot be opened; nothing was changed.
    """
    try:
        return open_library(folder, key, now_ms, read_only=read_only, on_saved=on_saved, on_failure=on_failure)
    except SyncError as error:
        raise explained(error) from error


def find_key(
    folder: Path,
    environ: Mapping[str, str],
    prompt: PassphrasePrompt | None,
    sources: Sequence[KeySource] = (),
) -> bytes:
    """Return the key of a profile, making one for a new profile.

    Args:
        folder: directory of the profile.
        environ: the process environment; a passphrase in it comes first.
        prompt: asks the user for a passphrase when there is no keyring to trust; None when nobody can be asked.
        sources: key sources instead of the standard ones (tests, throw-away profiles).

    Raises:
        ProfileError: no key can be had; the message says why.
    """
    try:
        return resolve_key(folder, list(sources) or standard_sources(environ), prompt)
    except SyncError as error:
        raise explained(error) from error
