# SPDX-License-Identifier: ISC
# uuid: parsing and printing, uuid3, uuid4 and uuid5. uuid4 takes its bits from
# os.urandom, and refuses without: numbers that can be guessed would be no UUIDs.

import hashlib

import uos as os


class UUID:
    def __init__(
        self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None
    ):
        if hex is not None:
            digits = hex.replace("urn:", "").replace("uuid:", "")
            digits = digits.strip("{}").replace("-", "")
            if len(digits) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            int = _number(digits)
        elif bytes_le is not None:
            bytes = _swapped(bytes_le)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            int = type(0).from_bytes(bytes, "big")
        if int is None:
            raise TypeError("one of hex, bytes, bytes_le or int must be given")
        if not 0 <= int < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            int = int & ~(0xF << 76) & ~(0x3 << 62) | version << 76 | 0x2 << 62
        self.int = int

    @property
    def bytes(self):
        return self.int.to_bytes(16, "big")

    @property
    def bytes_le(self):
        return _swapped(self.bytes)

    @property
    def hex(self):
        return f"{self.int:032x}"

    @property
    def urn(self):
        return "urn:uuid:" + str(self)

    @property
    def version(self):
        return self.int >> 76 & 0xF if self.int >> 62 & 3 == 2 else None

    @property
    def variant(self):
        return RFC_4122 if self.int >> 62 & 3 == 2 else RESERVED_NCS

    def __str__(self):
        h = self.hex
        return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"

    def __repr__(self):
        return f"UUID('{self}')"

    def __int__(self):
        return self.int

    def __hash__(self):
        return hash(self.int)

    def __eq__(self, other):
        return isinstance(other, UUID) and self.int == other.int

    def __lt__(self, other):
        return self.int < other.int

    def __le__(self, other):
        return self.int <= other.int

    def __gt__(self, other):
        return self.int > other.int

    def __ge__(self, other):
        return self.int >= other.int


_LITTLE = (3, 2, 1, 0, 5, 4, 7, 6)


def _swapped(data):
    # The first three fields in the other byte order.
    return bytes([data[at] for at in _LITTLE]) + data[8:]


RESERVED_NCS = "reserved for NCS compatibility"
RFC_4122 = "specified in RFC 4122"
RESERVED_MICROSOFT = "reserved for Microsoft compatibility"
RESERVED_FUTURE = "reserved for future definition"


def _number(digits):
    if digits.strip("0123456789abcdefABCDEF"):
        raise ValueError("badly formed hexadecimal UUID string")
    return int(digits, 16)


def _named(namespace, name, digest, version):
    data = name.encode() if isinstance(name, str) else name
    return UUID(bytes=digest(namespace.bytes + data).digest()[:16], version=version)


def uuid3(namespace, name):
    return _named(namespace, name, hashlib.md5, 3)


def uuid5(namespace, name):
    return _named(namespace, name, hashlib.sha1, 5)


def uuid4():
    if not hasattr(os, "urandom"):
        raise NotImplementedError("uuid4 needs os.urandom, which this image lacks")
    return UUID(bytes=os.urandom(16), version=4)


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")
