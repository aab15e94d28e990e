# SPDX-License-Identifier: ISC
# The unikernel's command line: options that the generated key_gen.py describes.
# Small on purpose. Exit codes are MirageOS's: 63 after --help, 64 on a mistake.
import sys

_HELP = 63
_MISTAKE = 64


class _Mistake(Exception):
    pass


def string(text):
    return text


def integer(text):
    # Base 0 takes 0x1f as well; blanks and underscores are no part of a number.
    if not text.strip("0123456789abcdefoxABCDEFOX+-"):
        return int(text, 0)
    raise ValueError


def boolean(text):
    return {"true": True, "false": False}[text]


_EXPECTED = {integer: "a number", boolean: "true or false"}


def value(values, name):
    if name not in values:
        raise RuntimeError(f"key_gen.{name}() before the command line is parsed")
    return values[name]


def parse(program, keys):
    # keys: (name, options, reader, kind, default, placeholder, doc) of each; no
    # dict, since MicroPython's have no order and --help has.
    values = {}
    args = sys.argv[1:]
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
    name, _, reader, kind, _, _, _ = _named(keys, option)
    if name in values:
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
    values[name] = _read(option, reader, text)


def _named(keys, option):
    for key in keys:
        if option in key[1]:
            return key
    raise _Mistake(f"unknown argument {option}")


def _read(option, reader, text):
    try:
        return reader(text)
    except (KeyError, ValueError):
        pass
    raise _Mistake(f"{option} expects {_EXPECTED[reader]}, got {text!r}")


def _fill(keys, values):
    for name, options, _, kind, default, _, _ in keys:
        if name not in values:
            if kind == "required":
                raise _Mistake(f"{options[0]} is required")
            values[name] = default


def _usage(program, keys):
    print(f"usage: {program} [OPTION]...")
    _row("--help", "show this text", "")
    for _, options, _, kind, default, placeholder, doc in keys:
        shown = ", ".join(options)
        if kind == "flag":
            _row(shown, doc, "")
        elif kind == "required":
            _row(f"{shown}={placeholder}", doc, "(required)")
        else:
            _row(f"{shown}={placeholder}", doc, f"(default: {default})")


def _row(shown, doc, note):
    text = f"{doc} {note}".strip()
    print(f"  {shown:<22} {text}")
