from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from relay_server.errors import Unauthenticated
from relay_server.service.access_tokens import LIFETIME_MS, AccessTokens
from tests.support.relay import START_MS, Clock

SEED = bytes(range(32))
KEY = Ed25519PrivateKey.from_private_bytes(SEED)
KEY_ID = hashlib.sha256(KEY.public_key().public_bytes_raw()).hexdigest()[:16]
ISSUER = "https://relay.test"
NOW = START_MS // 1000
GOOD: dict[str, Any] = {
    "iss": ISSUER,
    "aud": "aio-relay",
    "sub": "a" * 32,
    "sid": "b" * 32,
    "jti": "c" * 32,
    "iat": NOW,
    "nbf": NOW,
    "exp": NOW + 300,
}
HEADER = {"kid": KEY_ID, "typ": "at+jwt"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tokens(clock: Clock) -> AccessTokens:
    return AccessTokens(SEED, ISSUER, clock, lambda count: bytes(count))


def signed(claims: dict[str, Any], header: dict[str, Any] | None = None, key: Any = KEY, alg: str = "EdDSA") -> str:
    """Return a token made outside the relay."""
    return jwt.encode(claims, key, alg, headers=HEADER if header is None else header)


def part(value: Any) -> str:
    """Return one part of a token."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def without(name: str) -> dict[str, Any]:
    """Return good claims but one."""
    return {key: value for key, value in GOOD.items() if key != name}


def hs256_with_the_public_key() -> str:
    public = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    body = f"{part({**HEADER, 'alg': 'HS256'})}.{part(GOOD)}"
    return f"{body}.{base64.urlsafe_b64encode(hmac.digest(public, body.encode(), 'sha256')).rstrip(b'=').decode()}"


OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
FORGED = {
    "no algorithm": f"{part({**HEADER, 'alg': 'none'})}.{part(GOOD)}.",
    "hmac with the public key": hs256_with_the_public_key(),
    "another key": signed(GOOD, key=OTHER),
    "a key of its own": signed(
        GOOD,
        {**HEADER, "jwk": {"kty": "OKP", "crv": "Ed25519", "x": part("x")}},
        OTHER,
    ),
    "a header of its own": signed(GOOD, {**HEADER, "jku": "https://evil.test/keys"}),
    "another type": signed(GOOD, {**HEADER, "typ": "JWT"}),
    "another key id": signed(GOOD, {**HEADER, "kid": "0" * 16}),
    "no key id": signed(GOOD, {"typ": "at+jwt"}),
    "another audience": signed({**GOOD, "aud": "somebody"}),
    "another relay": signed({**GOOD, "iss": "https://other.test"}),
    "expired": signed({**GOOD, "exp": NOW}),
    "not yet": signed({**GOOD, "nbf": NOW + 60}),
    "fractions": signed({**GOOD, "exp": NOW + 0.5}),
    "for ever": signed({**GOOD, "exp": True}),
    "a list of subjects": signed({**GOOD, "sid": ["b" * 32]}),
    "garbage": "garbage",
    "empty": "",
    "huge": "a." * 2_000,
    "surrogates": "\ud800.\ud800.\ud800",
    **{f"without {name}": signed(without(name)) for name in GOOD},
}


def test_a_good_token_says_whose_it_is(tokens: AccessTokens) -> None:
    """ACC-20."""
    claims = tokens.check(tokens.issue("a" * 32, "b" * 32))
    assert (claims.account, claims.session) == ("a" * 32, "b" * 32)
    assert tokens.check(signed(GOOD)).account == "a" * 32


def test_its_header_and_claims_are_those_of_the_rule(tokens: AccessTokens) -> None:
    """ACC-20."""
    whole = jwt.decode_complete(tokens.issue("a" * 32, "b" * 32), options={"verify_signature": False})
    assert whole["header"] == {"alg": "EdDSA", **HEADER}
    assert whole["payload"] == {**GOOD, "jti": "0" * 32}


@pytest.mark.parametrize("name", FORGED)
def test_forged_tokens_are_refused_alike(name: str, tokens: AccessTokens) -> None:
    """ACC-20."""
    with pytest.raises(Unauthenticated) as refused:
        tokens.check(FORGED[name])
    assert (refused.value.code, str(refused.value)) == ("invalid_token", "The access token is not valid.")
    assert refused.value.__cause__ is None


def test_it_is_good_for_five_minutes(tokens: AccessTokens, clock: Clock) -> None:
    """ACC-20."""
    token = tokens.issue("a" * 32, "b" * 32)
    clock.now += LIFETIME_MS - 1
    tokens.check(token)
    clock.now += 1
    with pytest.raises(Unauthenticated):
        tokens.check(token)
