"""The passwords of the common lists, however they are decorated.

The list lies beside this module with its source and licence. Only its entries are taken from there: the estimator of that library
works for seconds on a password made to annoy it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_LIST = "common_passwords.txt"
_LEET = str.maketrans("013457@$!|", "oieastasil")
_DECORATION = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LONGEST = 64


def is_common(password: str) -> bool:
    """Tell whether a password is on the lists as it is, or without what stands around it, or with its letters written as such."""
    plain = password.casefold()
    if len(plain) > _LONGEST:
        return False
    known = common_passwords()
    bare = _DECORATION.sub("", plain)
    spellings = {
        plain,
        bare,
        plain.translate(_LEET),
        bare.translate(_LEET),
        _DECORATION.sub("", plain.translate(_LEET)),
    }
    return not spellings.isdisjoint(known)


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """Return the list; it is read once."""
    lines = files(__package__).joinpath(_LIST).read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("# ") and line != "#")
