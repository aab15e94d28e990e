# SPDX-License-Identifier: ISC
# The unikernel's command line: options that the generated key_gen.py describes.
# Exit codes are MirageOS's: 63 after --help, 64 on a mistake.
import sys

_HELP = 63
_MISTAKE = 64


class _Mistake(Exception):
    pass


class _Reader:
    # Reads text; read() raises KeyError or ValueError where it makes no sense.
    # show() is its inverse.
    def __init__(self, expected, read, show=str):
        self.expected = expected
        self.read = read
        self.show = show


def _integer(text):
    # Base 0 takes 0x1f as well; blanks and underscores are no part of a number.
    if not text.strip("0123456789abcdefoxABCDEFOX+-"):
        return int(text, 0)
    raise ValueError


def _within(least, most):
    def read(text):
        number = _integer(text)
        if not least <= number <= most:
            raise ValueError
        return number

    return read


string = _Reader("text", str)
integer = _Reader("a number", _integer)
int64 = _Reader("a number of 64 bits", _within(-(1 << 63), (1 << 63) - 1))
size = _Reader("a size", _within(0, (1 << 63) - 1))
port = _Reader("a port", _within(0, 65535))
boolean = _Reader(
    "true or false",
    {"true": True, "false": False}.__getitem__,
    lambda value: "true" if value else "false",
)


def enum(*words):
    return _Reader(
        "one of " + ", ".join(words), {word: word for word in words}.__getitem__
    )


def _parts(text, sep):
    # Between separators; a backslash keeps one, or a backslash, as part of a text.
    found, kept = [""], False
    for letter in text:
        if kept:
            found[-1] += letter if letter in (sep, "\\") else "\\" + letter
            kept = False
        elif letter == "\\":
            kept = True
        elif letter == sep:
            found.append("")
        else:
            found[-1] += letter
    found[-1] += "\\" * kept
    return found


def _kept(text, sep):
    return text.replace("\\", "\\\\").replace(sep, "\\" + sep)


def list_of(reader, sep):
    # Empty is no text at all, and a backslash alone is one that is empty.
    def read(text):
        texts = [""] if text == "\\" else _parts(text, sep) if text else []
        return [reader.read(one) for one in texts]

    def show(values):
        texts = [reader.show(one) for one in values]
        return "\\" if texts == [""] else sep.join([_kept(one, sep) for one in texts])

    return _Reader(f'a list of {reader.expected}, "{sep}" between', read, show)


def pair(first, second, sep):
    def read(text):
        left, *rest = _parts(text, sep)
        if not rest:
            raise ValueError
        return first.read(left), second.read(sep.join(rest))

    def show(two):
        return f"{_kept(first.show(two[0]), sep)}{sep}{_kept(second.show(two[1]), sep)}"

    return _Reader(f"{first.expected}{sep}{second.expected}", read, show)


def _decimal(text, most):
    if not text.isdigit() or (len(text) > 1 and text[0] == "0") or int(text) > most:
        raise ValueError


def _ipv4(text):
    parts = text.split(".")
    if len(parts) != 4:
        raise ValueError
    for part in parts:
        _decimal(part, 255)
    return text


def _groups(text):
    # The 16-bit groups of one side of "::"; a dotted tail stands for two.
    groups = text.split(":") if text else []
    for number, group in enumerate(groups):
        if "." in group and number == len(groups) - 1:
            _ipv4(group)
            return len(groups) + 1
        if not 0 < len(group) < 5 or group.strip("0123456789abcdefABCDEF"):
            raise ValueError
    return len(groups)


def _ipv6(text):
    before, gap, after = text.partition("::")
    count = _groups(before) + _groups(after)
    if count > 8 or (count == 8) == bool(gap) or (gap and "." in before):
        raise ValueError
    return text


def _ip(text):
    return _ipv6(text) if ":" in text else _ipv4(text)


def _prefix(address, most):
    def read(text):
        before, _, bits = text.partition("/")
        address(before)
        _decimal(bits, most)
        return text

    return read


ipv4 = _Reader("an IPv4 address", _ipv4)
ipv6 = _Reader("an IPv6 address", _ipv6)
ip = _Reader("an IP address", _ip)
ipv4_prefix = _Reader(
    "an IPv4 address and prefix, like 10.0.0.2/24", _prefix(_ipv4, 32)
)
ipv6_prefix = _Reader(
    "an IPv6 address and prefix, like fc00::2/64", _prefix(_ipv6, 128)
)


_LEVELS = ("quiet", "app", "error", "warning", "info", "debug")


def _threshold(text):
    source, colon, level = text.rpartition(":")
    # logging parts thresholds at commas.
    if level not in _LEVELS or (colon and not source) or "," in source:
        raise ValueError
    return source or "*", level


threshold = _Reader(
    "SOURCE:LEVEL, a level of " + ", ".join(_LEVELS), _threshold, ":".join
)


class Argv:
    def __init__(self, words):
        self._words = words

    def argv(self):
        return list(self._words)


def default_argv(name):
    return Argv([name] + sys.argv[1:])


def no_argv():
    # For applications that take no arguments, whatever they are given.
    sys.argv[:] = [""]
    return Argv(sys.argv)


def value(values, name):
    if name not in values:
        raise RuntimeError(f"key_gen.{name}() before the command line is parsed")
    return values[name]


def parse(program, keys, argv):
    # keys: (name, options, reader, kind, default, placeholder, doc, secret); no
    # dict, since MicroPython's have no order and --help has.
    values = {}
    args = argv[1:]
    try:
        while args:
            _take(program, keys, values, args)
        _fill(keys, values)
    except _Mistake as mistake:
        print(f"{program}: {mistake}; --help lists the arguments")
        sys.exit(_MISTAKE)
    return values


def _take(program, keys, values, args):
    option, equals, text = args.pop(0).partition("=")
    if option == "--help":
        _usage(program, keys)
        sys.exit(_HELP)
    name, _, reader, kind, _, _, _, secret = _named(keys, option)
    if name in values and kind != "opt_all":
        raise _Mistake(f"{option} is given twice")
    if kind == "flag":
        if equals:
            raise _Mistake(f"{option} takes no value")
        values[name] = True
        return
    if not equals:
        if not args:
            raise _Mistake(f"{option} needs a value")
        text = args.pop(0)
    found = _read(option, reader, text, secret)
    values[name] = values.get(name, []) + [found] if kind == "opt_all" else found


def _named(keys, option):
    for key in keys:
        if option in key[1]:
            return key
    raise _Mistake(f"unknown argument {option}")


def _read(option, reader, text, secret):
    try:
        return reader.read(text)
    except (KeyError, ValueError):
        pass
    got = "what is none" if secret else f"got {text!r}"
    raise _Mistake(f"{option} expects {reader.expected}, {got}")


def _fill(keys, values):
    for name, options, _, kind, default, _, _, _ in keys:
        if name not in values:
            if kind == "required":
                raise _Mistake(f"{options[0]} is required")
            values[name] = default


def _usage(program, keys):
    print(f"usage: {program} [OPTION]...")
    _row("--help", "show this text", "")
    for _, options, reader, kind, default, placeholder, doc, _ in keys:
        shown = ", ".join(options) + ("" if kind == "flag" else f"={placeholder}")
        _row(shown, doc, _note(reader, kind, default))


def _note(reader, kind, default):
    if kind == "required":
        return "(required)"
    if kind == "opt_all":
        return "(repeatable)"
    text = "" if kind == "flag" or default is None else reader.show(default)
    return f"(default: {text})" if text else ""


def _row(shown, doc, note):
    text = f"{doc} {note}".strip()
    print(f"  {shown:<22} {text}")
