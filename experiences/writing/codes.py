"""Knows the code by which an author comes back: 128 bits, said in groups of four signs, kept only as a hash.

It is derived from the token of the form, so that a form sent twice shows the same code, which is nowhere stored.
"""

import hashlib
import re

from django.utils.crypto import salted_hmac

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is read or heard as another
LENGTH = 26  # five bits each
_MEANT = str.maketrans("OIL", "011")


def made_from(token):
    """Return the code of a form's token, as ``7Q4K-…``."""
    number = int.from_bytes(salted_hmac("experiences.codes", token, algorithm="sha256").digest()[:16], "big")
    signs = "".join(SIGNS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(signs[place : place + 4] for place in range(0, LENGTH, 4))


def hashed(written):
    """Return the hash of a code as somebody wrote it, in any case, with any gaps; nothing for what is no code.

    The code is 128 random bits, so a plain hash cannot be searched for.
    """
    signs = re.sub(r"[\s\-–—_.,]", "", written).upper().translate(_MEANT)
    if len(signs) != LENGTH or set(signs) - set(SIGNS):
        return ""
    return hashlib.sha256(signs.encode()).hexdigest()
