# SPDX-License-Identifier: ISC
import fnmatch
import gzip
import hashlib
import heapq
import hmac
import html
import io
import math
import os.path
import pprint
import random
import shlex
import statistics
import uuid
import warnings
import zlib

# fnmatch
for name, pattern in (
    ("a.py", "*.py"),
    ("a.pyc", "*.py"),
    ("abc", "a?c"),
    ("a", "[abc]"),
    ("d", "[!abc]"),
    ("a", "[!abc]"),
    ("b5", "[a-c][0-9]"),
    ("x", "*"),
    ("", "*"),
    ("", ""),
    ("aXbXc", "a*X*c"),
    ("[", "["),
    ("]", "[]]"),
    ("a-b", "a[-]b"),
    ("aab", "*ab"),
    ("A", "a"),
):
    print(fnmatch.fnmatchcase(name, pattern), end=" ")
print(fnmatch.filter(["a.c", "b.h", "c.c"], "*.c"), fnmatch.fnmatch("x.txt", "x.*"))

# gzip, zlib
data = b"hello hello hello hello" * 20
print(
    zlib.decompress(zlib.compress(data)) == data,
    gzip.decompress(gzip.compress(data)) == data,
    len(zlib.compress(data)) < 100,
)
print(
    zlib.crc32(b"abc"),
    zlib.adler32(b"Wikipedia"),
    zlib.decompress(zlib.compress(b"x", wbits=-15), wbits=-15),
)
print(
    zlib.decompress(
        b"x\x9c\xcbH\xcd\xc9\xc9W\xc8@\x90\x00:.\x06Q"[:0] or zlib.compress(b"round")
    )
)
for wrong in (
    lambda: gzip.decompress(b"not gzip"),
    lambda: zlib.decompress(b"not zlib"),
):
    try:
        wrong()
    except (OSError, zlib.error) as error:
        print(type(error).__name__)
out = io.BytesIO()
with gzip.open(out, "wb") as file:
    file.write(data)
with gzip.open(io.BytesIO(out.getvalue()), "rb") as file:
    print(file.read() == data)

# heapq
heap = [5, 1, 4]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print(
    heapq.heappushpop(heap, 9),
    heapq.heapreplace(heap, 7),
    heapq.heappop(heap),
    heapq.heappushpop([], 1),
)
print(
    heapq.nsmallest(2, [3, 1, 2]),
    heapq.nlargest(2, ["a", "ccc", "bb"], key=len),
    heapq.nlargest(5, []),
    heapq.nsmallest(2, ["b1", "a1", "b0"], key=lambda s: s[1]),
)
print(
    heapq.nlargest(2, ["b1", "a1", "b0", "c1"], key=lambda s: s[1]),
    heapq.nsmallest(1, [{"a": 1}], key=lambda d: d["a"]),
)
print(
    list(heapq.merge([1, 4, 7], [2, 4], [], [0, 9])),
    list(heapq.merge([3, 1], [2], reverse=True)),
    list(heapq.merge(["a", "ccc"], ["bb"], key=len)),
)

# hmac
print(
    hmac.new(b"key", b"The quick brown fox", hashlib.sha256).hexdigest(),
    hmac.new(b"k" * 100, b"", "sha1").hexdigest(),
)
mac = hmac.new(b"key", digestmod="sha256")
mac.update(b"a")
other = mac.copy()
other.update(b"b")
print(
    mac.digest() == hmac.digest(b"key", b"a", "sha256"),
    other.hexdigest() == hmac.new(b"key", b"ab", "sha256").hexdigest(),
    mac.digest_size,
    mac.block_size,
)
print(
    hmac.compare_digest(b"a", b"a"),
    hmac.compare_digest("a", "b"),
    hmac.compare_digest(b"a", b"ab"),
)
try:
    hmac.new(b"key", b"m")
except TypeError as error:
    print(error)

# html
print(html.escape("<a href='x'>\"&\"</a>"), html.escape("'\"<", quote=False))
print(
    html.unescape(
        "&lt;a&gt; &amp;amp; &#65;&#x42; &nope; &quot;&#39; a & b &copy;"
    ).encode(),
    html.unescape("&#0;").encode(),
)

# os.path
p = os.path
for path in (
    "/a/b/c.txt",
    "a/b/",
    "",
    "/",
    "//a//b/../c/./d",
    "../x/..",
    ".bashrc",
    "a.tar.gz",
    "/..",
    "a/..",
    "...",
    "x/.y.z",
):
    print(
        p.split(path),
        p.basename(path),
        p.dirname(path),
        p.splitext(path),
        p.normpath(path),
        p.isabs(path),
        end="; ",
    )
print()
print(
    p.join("a", "b"),
    p.join("a/", "b", "/c", "d"),
    p.join("", "x"),
    p.join("a", ""),
    os.sep,
    os.fspath("x"),
)
print(
    p.commonprefix(["/usr/lib", "/usr/local"]),
    p.commonpath(["/usr/lib/x", "/usr/lib/y"]),
    p.relpath("/a/b/c", "/a/d"),
    p.relpath("/a", "/a"),
    p.commonprefix([]),
)
print(
    p.exists("/no/such/file"), p.isfile("/no/such"), os.getenv("NO_SUCH_VARIABLE", "d")
)

# pprint
value = {
    "numbers": list(range(30)),
    "nested": {"b": [1, 2, {"x": "y" * 40}], "a": (1,)},
    "set": {3, 1, 2},
    "empty": [],
    "text": "s",
}
pprint.pprint(value)
print(
    pprint.pformat(value, width=40),
    pprint.pformat([1, [2, [3, [4]]]], depth=2),
    pprint.pformat({"b": 1, "a": 2}),
)
print(
    pprint.pformat([["aaaaaaaaaaaaaaaaaaaaaaa"] * 3, ["b"]], indent=4, width=30),
    pprint.pformat(("x" * 30,) * 3),
    pprint.pformat(("x" * 90,)),
)

# random: not the same numbers, but the same properties
random.seed(1)
first = [random.random() for _ in range(3)]
random.seed(1)
print(first == [random.random() for _ in range(3)], all(0 <= x < 1 for x in first))
values = list(range(50))
random.shuffle(values)
print(sorted(values) == list(range(50)), values != list(range(50)))
picked = random.sample(range(100), 10)
print(
    len(set(picked)),
    all(0 <= x < 100 for x in picked),
    len(random.choices("ab", k=5)),
    set(random.choices("ab", weights=[1, 0], k=9)),
)
print(
    len(random.randbytes(5)),
    all(2 <= random.triangular(2, 3) <= 3 for _ in range(20)),
    random.expovariate(1) >= 0,
)
many = [random.gauss(10, 2) for _ in range(3000)]
print(
    abs(statistics.mean(many) - 10) < 0.3,
    abs(statistics.stdev(many) - 2) < 0.3,
    random.choice([7]),
    random.randint(3, 3),
    random.randrange(4, 5),
    1 <= random.uniform(1, 2) <= 2,
)
for wrong in (lambda: random.sample([1], 2), lambda: random.choices([1, 2], [0, 0])):
    try:
        wrong()
    except ValueError as error:
        print("ValueError")

# shlex
for text in (
    "a b  c",
    "a 'b c' \"d e\"",
    "a\\ b 'it''s' \"x\\\"y\\n\"",
    "",
    "''",
    "a#b #c",
    'x"y z"w',
):
    print(shlex.split(text), end=" ")
print(
    shlex.split("a # c\nb", comments=True),
    shlex.quote("a b"),
    shlex.quote(""),
    shlex.quote("it's"),
    shlex.quote("a/b-c"),
    shlex.join(["a", "b c"]),
)
for wrong in ("'a", "a\\"):
    try:
        shlex.split(wrong)
    except ValueError as error:
        print(error)

# statistics
s = statistics
d = [2, 4, 4, 4, 5, 5, 7, 9]
print(
    s.mean(d),
    s.mean([1, 2]),
    s.fmean(d),
    s.median(d),
    s.median([1, 3, 2]),
    s.median_low(d),
    s.median_high(d),
    s.mode("aabbb"),
    s.multimode("aabb"),
)
print(
    s.pstdev(d),
    s.pvariance(d),
    s.variance([1, 2, 3, 4]) == 5 / 3,
    round(s.stdev(d), 9),
    round(s.harmonic_mean([40, 60]), 9),
    round(s.geometric_mean([54, 24, 36]), 9),
)
print(
    s.quantiles([1, 2, 3, 4, 5, 6]),
    s.quantiles(range(10), n=5),
    s.quantiles([1, 2, 3], method="inclusive"),
    s.fmean([1, 2], [3, 1]),
)
print(
    round(s.correlation([1, 2, 3], [1, 3, 4]), 9),
    s.covariance([1, 2, 3], [1, 2, 3]),
    s.mean([0.1] * 10),
    s.fmean([1e16, 1, -1e16]),
)
for wrong in (lambda: s.mean([]), lambda: s.stdev([1])):
    try:
        wrong()
    except s.StatisticsError as error:
        print(error)

# uuid
u = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(
    u,
    repr(u),
    u.hex,
    u.urn,
    u.bytes,
    u.bytes_le == uuid.UUID(bytes_le=u.bytes_le).bytes_le,
    u.version,
    u.variant == uuid.RESERVED_NCS,
    int(u) == u.int,
)
print(
    uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"),
    uuid.uuid3(uuid.NAMESPACE_URL, "x"),
    uuid.uuid5(uuid.NAMESPACE_DNS, "a").version,
)
print(
    uuid.UUID(bytes=u.bytes) == u,
    uuid.UUID("{" + u.hex + "}") == u,
    u < uuid.UUID(int=u.int + 1),
    uuid.UUID(int=0),
)
for wrong in ("123", "g" * 32):
    try:
        uuid.UUID(wrong)
    except ValueError as error:
        print("ValueError")

# warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("old", DeprecationWarning)
    warnings.warn("plain")
    warnings.warn(UserWarning("made"))
print([(w.category.__name__, str(w.message)) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error", UserWarning)
    try:
        warnings.warn("now an error")
    except UserWarning as error:
        print(error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("ignore")
    warnings.warn("unseen")
print(len(caught), issubclass(DeprecationWarning, Warning), math.pi > 3)
