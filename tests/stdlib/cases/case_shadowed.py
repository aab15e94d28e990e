# SPDX-License-Identifier: ISC
import hashlib
import io
import json
import re
import struct
import sys
import time

# constants
print(1e308 * 10 == 1e999, 1e-320 > 0, -1e999 < -1e300, (5e-324, 3.4e39)[1] > 3e39)

# json
value = {
    "b": [1, 2.5, None, True, 'é\n"\\\x01😀'],
    "a": {},
    "c": [],
    "d": (1, [2, {"x": "y"}]),
}
print(json.dumps(value, sort_keys=True))
print(json.dumps(value, sort_keys=True, indent=2))
print(
    json.dumps(value, sort_keys=True, indent="\t", separators=(",", "=")),
    json.dumps("é", ensure_ascii=False).encode(),
)
print(
    json.dumps({1: 2}),
    json.dumps({None: 1}),
    json.dumps({True: 1}),
    json.dumps([1e100, -0.5, 1 << 70]),
    json.dumps(float("inf")),
)
print(
    json.dumps([{1, 2}, 3j], default=str).count("3j"),
    json.dumps({(1,): 2}, skipkeys=True),
    json.dumps(1),
    json.dumps([]),
)
for wrong in (
    lambda: json.dumps(object),
    lambda: json.dumps({(1,): 2}),
    lambda: json.dumps(float("nan"), allow_nan=False),
):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
print(
    json.loads('{"a": [1, 2.5, null, true, "x\\u00e9"]}')
    == {"a": [1, 2.5, None, True, "xé"]},
    json.loads(b"[1]"),
    json.loads(" 5 "),
    json.load(io.StringIO("[2]")),
)
print(
    json.loads('[{"a": {"b": 1}}]', object_hook=lambda made: sorted(made)),
    json.loads('{"a": 1}', object_pairs_hook=list),
)
for wrong in ("{", "", "[1,", "1 2", "nope"):
    try:
        json.loads(wrong)
        print("no error")
    except json.JSONDecodeError as error:
        print("JSONDecodeError", isinstance(error, ValueError), error.doc == wrong)


class Encoder(json.JSONEncoder):
    def default(self, o):
        return "encoded" if o is Ellipsis else super().default(o)


out = io.StringIO()
json.dump([..., 1], out, cls=Encoder)
print(
    out.getvalue(),
    json.JSONDecoder().decode("[3]"),
    json.JSONEncoder(indent=1).encode([1]),
)

# hashlib
for name in ("md5", "sha1", "sha256"):
    digest = getattr(hashlib, name)(b"ab")
    digest.update(b"c")
    print(
        name,
        digest.hexdigest(),
        digest.digest() == digest.digest(),
        digest.name,
        digest.digest_size,
        digest.block_size,
    )
print(
    hashlib.new("sha256", b"abc").hexdigest() == hashlib.sha256(b"abc").hexdigest(),
    hashlib.sha1().hexdigest(),
    "sha256" in hashlib.algorithms_available,
)
print(hashlib.file_digest(io.BytesIO(b"x" * 5000), "sha256").hexdigest())
try:
    hashlib.new("nope")
except ValueError:
    print("unsupported")

# struct
pair = struct.Struct("<HI")
print(
    pair.size,
    pair.format,
    pair.pack(1, 2),
    pair.unpack(b"\x01\0\x02\0\0\0"),
    list(struct.iter_unpack("<H", b"\x01\0\x02\0")),
    pair.unpack_from(b"xx\x01\0\x02\0\0\0", 2),
)
buffer = bytearray(8)
pair.pack_into(buffer, 1, 3, 4)
print(buffer, list(pair.iter_unpack(bytes(12))), struct.calcsize(">d"))
for wrong in (
    lambda: pair.unpack(b"x"),
    lambda: struct.iter_unpack("<H", b"x"),
    lambda: struct.unpack("<I", b"x"),
):
    try:
        wrong()
    except struct.error:
        print("struct.error")

# re
match = re.match(r"(\w+)-(\d+)", "abc-12 x")
print(
    match.group(1),
    match.group(2),
    match.groups(),
    match.span(),
    match.start(2),
    match.end(2),
    match[0],
    match.group(1, 2),
    match,
)
print(
    re.findall(r"\d+", "a1b22c333"),
    re.findall(r"(\w)=(\d)", "a=1 b=2"),
    re.findall(r"(a)|b", "ab"),
    re.findall("x*", "axb"),
    re.findall("", "ab"),
    re.findall("^a", "aaa"),
)
print(
    [m.span() for m in re.finditer("a+", "baaca")],
    re.split(r"[,;] *", "a, b;c,,d"),
    re.split("(-)", "a-b-c", maxsplit=1),
    re.split(",", "a,b,c", 1),
    re.split("x", "abc"),
)
print(
    re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@host you@there"),
    re.sub("a", lambda m: m.group().upper(), "banana", count=2),
    re.subn("n", "", "banana"),
    re.sub("x", r"\\\g<0>", "axb"),
    re.sub("b*", "-", "abc"),
)
print(
    bool(re.fullmatch("a|ab", "ab")),
    re.fullmatch("a", "ab"),
    bool(re.fullmatch(r"\d{3}", "123")),
    re.fullmatch(r"\d{3}", "1234"),
)
print(
    re.findall(r"\d{2,3}", "1 22 333 4444 55555"),
    re.findall(r"[ab]{2}", "abbaX"),
    re.findall(r"(?:ab){2,}", "ababab ab abab"),
    re.findall(r"a{0,1}b", "aab"),
    re.search(r"x{,2}y", "xxxy").span(),
    re.findall(r"\.{3}", "a...b"),
    re.match(r"(\d{4})-(\d{2})", "2026-11").groups(),
    re.findall("a{2}?", "aaaa"),
    re.match("a{x}", "a{x}") is not None,
)
print(
    re.escape("a.b*c[d]"),
    re.search(re.escape("a.b"), "xa.b").start(),
    re.search("z", "abc"),
    re.compile("b").search("abcb", 2).start(),
    re.compile("a").pattern,
)
word = re.compile(r"\w+")
print(
    word.findall("a bc"),
    word.match("  x"),
    word.sub("_", "a b"),
    [m.group() for m in word.finditer("one two")],
    re.compile(word) is word,
    re.findall(rb"\d", b"1a2"),
)

# time, sys
before = time.monotonic()
print(
    time.monotonic() >= before,
    time.perf_counter() > 0,
    time.monotonic_ns() > 0,
    isinstance(time.perf_counter_ns(), int),
    sys.maxsize > 1 << 31,
)
