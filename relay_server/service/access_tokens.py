"""Access tokens: JWT signed with Ed25519, good for five minutes.

Every claim is required and checked; the key is chosen by us and never by the token (no ``jwk``, no ``jku``, one ``alg``).
Time is the caller's, so PyJWT's own clock is switched off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from relay_server.errors import Unauthenticated

LIFETIME_MS = 5 * 60_000
AUDIENCE = "aio-relay"
_TYPE = "at+jwt"
_ALGORITHM = "EdDSA"
_LEEWAY_MS = 5_000
_MAX_CHARACTERS = 2_048
_REQUIRED = ("aud", "exp", "iat", "iss", "jti", "nbf", "sid", "sub")


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says: whose it is and of which session."""

    account: str
    session: str
    expires_ms: int


class AccessTokens:
    """Signs and checks access tokens of one relay."""

    def __init__(
        self, seed: bytes, issuer: str, now_ms: Callable[[], int], random_bytes: Callable[[int], bytes]
    ) -> None:
        """Take the key.

        Args:
            seed: Ed25519 private key, 32 bytes.
            issuer: Address of the relay.
            now_ms: Clock.
            random_bytes: Source of token ids.
        """
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._key.public_key()
        self._key_id = hashlib.sha256(self._public.public_bytes_raw()).hexdigest()[:16]
        self._issuer = issuer
        self._now_ms = now_ms
        self._random_bytes = random_bytes

    def issue(self, account: str, session: str) -> str:
        """Sign a token for a session."""
        now = self._now_ms()
        claims = {
            "iss": self._issuer,
            "aud": AUDIENCE,
            "sub": account,
            "sid": session,
            "jti": self._random_bytes(16).hex(),
            "iat": now // 1000,
            "nbf": now // 1000,
            "exp": (now + LIFETIME_MS) // 1000,
        }
        return jwt.encode(claims, self._key, _ALGORITHM, headers={"kid": self._key_id, "typ": _TYPE})

    def check(self, token: str) -> AccessClaims:
        """Return what a token says.

        Raises:
            Unauthenticated: It is not an access token of this relay that is good now; the reason is not told.
        """
        try:
            return self._claims(token)
        except (jwt.PyJWTError, ValueError):
            raise Unauthenticated("invalid_token", "The access token is not valid.") from None

    def _claims(self, token: str) -> AccessClaims:
        if len(token) > _MAX_CHARACTERS:
            raise ValueError("too long")
        whole = jwt.decode_complete(
            token,
            self._public,
            algorithms=[_ALGORITHM],
            audience=AUDIENCE,
            issuer=self._issuer,
            options={"require": list(_REQUIRED), "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
        header, claims = whole["header"], whole["payload"]
        if set(header) != {"alg", "kid", "typ"} or header["typ"] != _TYPE or header["kid"] != self._key_id:
            raise ValueError("wrong header")
        if not all(type(claims[name]) is int for name in ("exp", "iat", "nbf")):
            raise ValueError("times are whole seconds")
        if not all(isinstance(claims[name], str) for name in ("jti", "sid", "sub")):
            raise ValueError("ids are text")
        now = self._now_ms()
        if now >= claims["exp"] * 1000 or claims["nbf"] * 1000 > now + _LEEWAY_MS:
            raise ValueError("not good now")
        return AccessClaims(claims["sub"], claims["sid"], claims["exp"] * 1000)
