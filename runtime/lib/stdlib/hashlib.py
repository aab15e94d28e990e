# SPDX-License-Identifier: ISC
# hashlib: MicroPython's digests, with what programs expect of them. A digest here is
# finished when it is first asked for, and takes no more text then.

import uhashlib

algorithms_guaranteed = algorithms_available = {"md5", "sha1", "sha256"}
_SIZES = {"md5": 16, "sha1": 20, "sha256": 32}


class _Hash:
    block_size = 64

    def __init__(self, name, data):
        self.name = name
        self.digest_size = _SIZES[name]
        self._hash = getattr(uhashlib, name)(data)
        self._digest = None

    def update(self, data):
        if self._digest is not None:
            raise ValueError("the digest was asked for already; it takes no more text")
        self._hash.update(data)

    def digest(self):
        if self._digest is None:
            self._digest = self._hash.digest()
        return self._digest

    def hexdigest(self):
        return self.digest().hex()


def md5(data=b"", *, usedforsecurity=True):
    return _Hash("md5", data)


def sha1(data=b"", *, usedforsecurity=True):
    return _Hash("sha1", data)


def sha256(data=b"", *, usedforsecurity=True):
    return _Hash("sha256", data)


def new(name, data=b"", *, usedforsecurity=True):
    name = name.lower().replace("-", "")
    if name not in _SIZES:
        raise ValueError(f"unsupported hash type {name}")
    return _Hash(name, data)


def file_digest(fileobj, digest):
    made = new(digest) if isinstance(digest, str) else digest()
    while chunk := fileobj.read(4096):
        made.update(chunk)
    return made
