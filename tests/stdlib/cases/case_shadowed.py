# SPDX-License-Identifier: ISC
import json
import math
import re
import struct
import sys
from binascii import hexlify

print(
    json.loads('{"a": [1, 2.5, null, true]}'),
    json.dumps([1, "x", None, True]),
    math.gcd(12, 18) if hasattr(math, "gcd") else 6,
)
print(
    struct.unpack("<HI", struct.pack("<HI", 1, 2)),
    hexlify(b"ab"),
    sys.maxsize > 1 << 31,
)
match = re.match(r"(\w+)-(\d+)", "abc-12 x")
print(
    match.group(1),
    match.group(2),
    match.groups(),
    match.span(),
    match.start(2),
    match.end(2),
    re.sub("a", "b", "aXa"),
)
