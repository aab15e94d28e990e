# SPDX-License-Identifier: ISC
# urllib.parse, for text; bytes are taken by quote and unquote_to_bytes alone.

_ALWAYS_SAFE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"
_SCHEME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
scheme_chars = _SCHEME
uses_relative = [
    "",
    "ftp",
    "http",
    "gopher",
    "nntp",
    "imap",
    "wais",
    "file",
    "https",
    "shttp",
] + ["mms", "prospero", "rtsp", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = (
    ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms"]
    + ["https", "shttp", "snews", "prospero", "rtsp", "rtspu", "rsync", "svn"]
    + ["svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss"]
)
uses_params = [
    "",
    "ftp",
    "hdl",
    "prospero",
    "http",
    "imap",
    "https",
    "shttp",
    "rtsp",
    "rtspu",
] + ["sip", "sips", "mms", "sftp", "tel"]


class _Result(tuple):
    def __init__(self, *parts):
        super().__init__(parts)

    @property
    def scheme(self):
        return self[0]

    @property
    def netloc(self):
        return self[1]

    @property
    def path(self):
        return self[2]

    @property
    def query(self):
        return self[-2]

    @property
    def fragment(self):
        return self[-1]

    @property
    def username(self):
        return self._user()[0]

    @property
    def password(self):
        return self._user()[1]

    def _user(self):
        user, at, _ = self.netloc.rpartition("@")
        name, colon, password = user.partition(":")
        return (name if at else None), (password if colon else None)

    def _host(self):
        host = self.netloc.rpartition("@")[2]
        if host.startswith("["):
            host, _, rest = host[1:].partition("]")
            return host, rest.partition(":")[2]
        host, _, port = host.partition(":")
        return host, port

    @property
    def hostname(self):
        host, zone, rest = self._host()[0].partition("%")
        return host.lower() + zone + rest or None

    @property
    def port(self):
        port = self._host()[1]
        if not port:
            return None
        if not port.isdigit():
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)

    def _replace(self, **changes):
        parts = [changes.pop(name, self[at]) for at, name in enumerate(self._fields)]
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return type(self)(*parts)

    def __repr__(self):
        shown = [f"{name}={self[at]!r}" for at, name in enumerate(self._fields)]
        return f"{type(self).__name__}({', '.join(shown)})"

    __str__ = __repr__


class SplitResult(_Result):
    _fields = ("scheme", "netloc", "path", "query", "fragment")

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Result):
    _fields = ("scheme", "netloc", "path", "params", "query", "fragment")

    @property
    def params(self):
        return self[3]

    def geturl(self):
        return urlunparse(self)


class DefragResult(tuple):
    def __init__(self, url, fragment):
        super().__init__((url, fragment))
        self.url, self.fragment = url, fragment

    def geturl(self):
        return self.url + ("#" + self.fragment if self.fragment else "")


def urlsplit(url, scheme="", allow_fragments=True):
    url = _stripped(url)
    netloc = query = fragment = ""
    before, colon, after = url.partition(":")
    if colon and before[:1].isalpha() and not before.strip(_SCHEME):
        scheme, url = before.lower(), after
    if url[:2] == "//":
        netloc, url = _netloc(url[2:])
    if allow_fragments:
        url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def _stripped(url):
    while url and url[0] <= " ":
        url = url[1:]
    for unsafe in "\t\r\n":
        url = url.replace(unsafe, "")
    return url


def _netloc(rest):
    ends = [at for at in map(rest.find, "/?#") if at >= 0]
    end = min(ends) if ends else len(rest)
    netloc = rest[:end]
    if ("[" in netloc) != ("]" in netloc):
        raise ValueError("Invalid IPv6 URL")
    return netloc, rest[end:]


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        at = path.find(";", path.rfind("/") + 1)
        if at >= 0:
            path, params = path[:at], path[at + 1 :]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(parts):
    scheme, netloc, url, query, fragment = parts
    if netloc or (scheme and scheme in uses_netloc and url[:2] != "//"):
        if url and url[0] != "/":
            url = "/" + url
        url = "//" + netloc + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return url


def urlunparse(parts):
    scheme, netloc, url, params, query, fragment = parts
    if params:
        url += ";" + params
    return urlunsplit((scheme, netloc, url, query, fragment))


def urljoin(base, url, allow_fragments=True):
    if not base or not url:
        return url or base
    b = urlparse(base, "", allow_fragments)
    u = urlparse(url, b.scheme, allow_fragments)
    if u.scheme != b.scheme or u.scheme not in uses_relative:
        return url
    if u.netloc and u.scheme in uses_netloc:
        return urlunparse(u)
    netloc = b.netloc if u.scheme in uses_netloc else u.netloc
    path, params, query = u.path, u.params, u.query
    if not path and not params:
        path, params, query = b.path, b.params, query or b.query
    else:
        path = _joined(b.path, path)
    return urlunparse((u.scheme, netloc, path, params, query, u.fragment))


def _joined(base, path):
    if path[:1] != "/":
        path = base[: base.rfind("/") + 1] + path
    segments, kept = path.split("/"), []
    if path[:1] != "/":
        segments = [""] + segments if base[:1] == "/" else segments
    # Doubled slashes inside go, as in CPython.
    inner = [segment for segment in segments[1:-1] if segment]
    segments = segments[:1] + inner + segments[-1:] if len(segments) > 1 else segments
    for segment in segments:
        if segment == "..":
            if kept and not (len(kept) == 1 and kept[0] == ""):
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept) or "/"


def urldefrag(url):
    if "#" not in url:
        return DefragResult(url, "")
    scheme, netloc, path, params, query, fragment = urlparse(url)
    return DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment)


def quote(string, safe="/", encoding=None, errors=None):
    data = string.encode() if isinstance(string, str) else bytes(string)
    kept = _ALWAYS_SAFE + (safe.encode() if isinstance(safe, str) else safe)
    return "".join([chr(c) if c in kept and c < 128 else f"%{c:02X}" for c in data])


def quote_plus(string, safe="", encoding=None, errors=None):
    space = b" " if isinstance(string, (bytes, bytearray)) else " "
    if space not in string:
        return quote(string, safe)
    more = safe + (" " if isinstance(safe, str) else b" ")
    return quote(string, more).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    return quote(bs, safe)


def unquote_to_bytes(string):
    data = string.encode() if isinstance(string, str) else bytes(string)
    pieces = data.split(b"%")
    found = [pieces[0]]
    for piece in pieces[1:]:
        try:
            found.append(bytes([_hex(piece)]))
            found.append(piece[2:])
        except ValueError:
            found.append(b"%" + piece)
    return b"".join(found)


def _hex(piece):
    digits = piece[:2].decode()
    if len(digits) != 2 or digits.strip("0123456789abcdefABCDEF"):
        raise ValueError
    return int(digits, 16)


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, str) and "%" not in string:
        return string
    return _decoded(unquote_to_bytes(string), errors)


def _decoded(data, errors):
    # MicroPython cannot replace what is no UTF-8, so that is done here.
    try:
        return data.decode()
    except UnicodeError:
        if errors == "strict":
            raise
    text, at = "", 0
    while at < len(data):
        for size in (4, 3, 2, 1):
            try:
                text += data[at : at + size].decode()
                at += size
                break
            except UnicodeError:
                pass
        else:
            text += "\ufffd" if errors == "replace" else ""
            at += 1
    return text


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(
    query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus
):
    pairs = query.items() if hasattr(query, "items") else query
    written = []
    for key, value in pairs:
        many = (
            doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__iter__")
        )
        many = many or (doseq and isinstance(value, (list, tuple, set)))
        for one in value if many else [value]:
            one = one if isinstance(one, (str, bytes)) else str(one)
            key = key if isinstance(key, (str, bytes)) else str(key)
            written.append(quote_via(key, safe) + "=" + quote_via(one, safe))
    return "&".join(written)


def parse_qsl(
    qs,
    keep_blank_values=False,
    strict_parsing=False,
    encoding="utf-8",
    errors="replace",
    max_num_fields=None,
    separator="&",
):
    pieces = qs.split(separator) if qs else []
    if max_num_fields is not None and len(pieces) > max_num_fields:
        raise ValueError("Max number of fields exceeded")
    found = []
    for piece in pieces:
        if not piece and not strict_parsing:
            continue
        name, equals, value = piece.partition("=")
        if not equals and strict_parsing:
            raise ValueError(f"bad query field: {piece!r}")
        if value or keep_blank_values:
            found.append((unquote_plus(name), unquote_plus(value)))
    return found


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, **options):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, **options):
        found.setdefault(name, []).append(value)
    return found
