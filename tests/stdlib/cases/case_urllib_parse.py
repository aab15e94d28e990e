# SPDX-License-Identifier: ISC
from urllib.parse import *

URLS = (
    "http://user:pa%20ss@Example.COM:8080/a/b;p?q=1&r=2#frag",
    "https://[2001:db8::1]:443/x",
    "//host/path",
    "/only/path?q",
    "mailto:a@b.c",
    "http://host",
    "http://host?query#f",
    "path;params",
    "",
    "http:///three",
    "1http://x",
    "file:///etc/passwd",
    "  http://blank/",
    "HTTP://Case/",
    "a:80",
    "ws://h/?a#b#c",
    "http://h:/",
    "http://h/a;b/c;d",
    "tel:+1-234;ext=5",
    "x://h?a?b",
)
for url in URLS:
    parsed, split = urlparse(url), urlsplit(url)
    print(
        tuple(parsed), tuple(split), parsed.geturl() == split.geturl(), split.geturl()
    )
    print(
        parsed.hostname,
        parsed.port,
        parsed.username,
        parsed.password,
        parsed.netloc,
        parsed.params,
        parsed.query,
        parsed.fragment,
        parsed.scheme,
        parsed.path,
    )
print(
    repr(urlsplit("http://a/b")),
    urlsplit("http://a/b")._replace(path="/c").geturl(),
    urlparse("http://a/b")._replace(scheme="https").geturl(),
)
print(
    tuple(urlsplit("//h/p", "https")),
    tuple(urlsplit("http://h/p#f", allow_fragments=False)),
)
for wrong in ("http://h:port/", "http://h:99999/"):
    try:
        print(urlsplit(wrong).port)
    except ValueError as error:
        print(error)
try:
    urlsplit("http://[::1/")
except ValueError as error:
    print(error)
BASE = "http://a/b/c/d;p?q"
for ref in (
    "g:h",
    "g",
    "./g",
    "g/",
    "/g",
    "//g",
    "?y",
    "g?y",
    "#s",
    "g#s",
    "g?y#s",
    ";x",
    "g;x",
    "g;x?y#s",
    "",
    ".",
    "./",
    "..",
    "../",
    "../g",
    "../..",
    "../../",
    "../../g",
    "../../../g",
    "/./g",
    "/../g",
    "g.",
    "..g",
    "./../g",
    "./g/.",
    "g/./h",
    "g/../h",
    "http:g",
    "http://x/y",
):
    print(ref, urljoin(BASE, ref), end="; ")
print()
print(
    urljoin("http://a", "b"),
    urljoin("", "x"),
    urljoin("x", ""),
    urljoin("http://a/b//c", "d"),
    urljoin("mailto:x", "y"),
    urljoin("a/b", "c"),
)
print(
    tuple(urldefrag("http://h/p#f")),
    tuple(urldefrag("http://h/p")),
    urldefrag("a#b").url,
    urldefrag("a#b").fragment,
)
for text in ("a b&c/d", "é日", "~._-", "100%", "a+b", ""):
    print(
        quote(text),
        quote(text, safe=""),
        quote_plus(text),
        unquote(quote(text)) == text,
        unquote_plus(quote_plus(text)) == text,
        quote(text, "+ "),
    )
print(
    quote(b"\x00\xff/"),
    quote_from_bytes(b"a b"),
    unquote_to_bytes("a%20%zz%4"),
    unquote("%E9%FF").encode(),
    unquote("a%2Gb%"),
    unquote("%C3%A9").encode(),
    unquote_plus("a+b%2B"),
)
print(
    urlencode([("a", 1), ("b", "x y"), ("é", "&=")]),
    urlencode([("a", [1, 2])], doseq=True),
    urlencode({"k": "v/w"}, safe="/"),
    urlencode([("a", "b c")], quote_via=quote),
)
print(
    parse_qs("a=1&b=2&a=3&c=&d") == {"a": ["1", "3"], "b": ["2"]},
    parse_qsl("a=1&b=x+y%26&c=&d", keep_blank_values=True),
    parse_qsl(""),
    parse_qsl("a=1;b=2", separator=";"),
)
for call in (
    lambda: parse_qsl("a", strict_parsing=True),
    lambda: parse_qsl("a=1&b=2", max_num_fields=1),
):
    try:
        call()
    except ValueError as error:
        print(error)
print(
    urlunsplit(("http", "h", "p", "q", "f")),
    urlunparse(("", "", "p", "x", "", "")),
    urlunsplit(("", "h", "", "", "")),
)
