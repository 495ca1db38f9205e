"""Public keys of low order: keys that hold no secret, which no device or invite may have.

Under such an Ed25519 key anybody signs anything; to such an X25519 key nothing can be sealed, so that one of them in a log
would keep every later key from being handed out. The curves have eight such points each; the lists hold all encodings
that decoders take for them, without the top bit, which an X25519 decoder ignores and an Ed25519 decoder reads as a sign.
"""

from __future__ import annotations

from sync.protocol.errors import IdentityError

_PRIME = 2**255 - 19
_COMMON = (0, 1, _PRIME - 1, _PRIME, _PRIME + 1)


def _encodings(*of_order_eight: str) -> frozenset[bytes]:
    return frozenset(
        (
            *(value.to_bytes(32, "little") for value in _COMMON),
            *(_without_top_bit(bytes.fromhex(text)) for text in of_order_eight),
        )
    )


def _without_top_bit(key: bytes) -> bytes:
    return key[:-1] + bytes([key[-1] & 0x7F])


_WEAK_SIGNING = _encodings(
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
)
_WEAK_SEALING = _encodings(
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
)


def check_signing_key(public: bytes) -> None:
    """Refuse an Ed25519 key (32 bytes) under which everybody can sign.

    Raises:
        IdentityError: It is one.
    """
    if _without_top_bit(public) in _WEAK_SIGNING:
        raise IdentityError("a signing key holds no secret")


def check_sealing_key(public: bytes) -> None:
    """Refuse an X25519 key (32 bytes) to which nothing can be sealed.

    Raises:
        IdentityError: It is one.
    """
    if _without_top_bit(public) in _WEAK_SEALING:
        raise IdentityError("a sealing key holds no secret")
