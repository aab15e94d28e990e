# SPDX-License-Identifier: ISC
# hmac (RFC 2104), over the digests that the image's hashlib has.

import hashlib

_BLOCK = 64


class HMAC:
    block_size = _BLOCK

    def __init__(self, key, msg=None, digestmod=""):
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        new = getattr(hashlib, digestmod) if isinstance(digestmod, str) else digestmod
        self._new = new
        if len(key) > _BLOCK:
            key = new(key).digest()
        key = bytes(key) + bytes(_BLOCK - len(key))
        self._outer = bytes([byte ^ 0x5C for byte in key])
        # A digest cannot be copied here, so the text is kept until it is asked for.
        self._text = [bytes([byte ^ 0x36 for byte in key])]
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._text.append(bytes(msg))

    def digest(self):
        inner = self._new(b"".join(self._text)).digest()
        return self._new(self._outer + inner).digest()

    def hexdigest(self):
        return self.digest().hex()

    @property
    def digest_size(self):
        return len(self.digest())

    def copy(self):
        other = object.__new__(HMAC)
        other._new, other._outer = self._new, self._outer
        other._text = list(self._text)
        return other


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    # In a time that does not tell where the two differ.
    if isinstance(a, str) and isinstance(b, str):
        a, b = a.encode(), b.encode()
    if isinstance(a, str) or isinstance(b, str):
        raise TypeError("a and b must both be text or both be bytes")
    differ = len(a) ^ len(b)
    for x, y in zip(a, b):
        differ |= x ^ y
    return differ == 0
