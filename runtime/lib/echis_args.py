# SPDX-License-Identifier: ISC
# The unikernel's command line: options that the generated key_gen.py describes.
# Small on purpose. Exit codes are MirageOS's: 63 after --help, 64 on a mistake.
import sys

_HELP = 63
_MISTAKE = 64


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
        raise RuntimeError("key_gen.%s() before the command line is parsed" % name)
    return values[name]


def parse(program, keys):
    # keys: name -> (options, reader, kind, default, placeholder, doc)
    values = {}
    args = sys.argv[1:]
    while args:
        option, given, text = args.pop(0).partition("=")
        if option == "--help":
            _usage(program, keys)
            sys.exit(_HELP)
        name = _named(keys, option)
        if name is None:
            _mistake(program, "unknown argument " + option)
        if name in values:
            _mistake(program, option + " is given twice")
        if keys[name][2] == "flag":
            if given:
                _mistake(program, option + " takes no value")
            values[name] = True
            continue
        if not given:
            if not args:
                _mistake(program, option + " needs a value")
            text = args.pop(0)
        values[name] = _read(program, option, keys[name][1], text)
    for name, key in keys.items():
        if name not in values:
            if key[2] == "required":
                _mistake(program, key[0][0] + " is required")
            values[name] = key[3]
    return values


def _named(keys, option):
    for name, key in keys.items():
        if option in key[0]:
            return name


def _read(program, option, reader, text):
    try:
        return reader(text)
    except (KeyError, ValueError):
        expected = _EXPECTED[reader]
        _mistake(program, "%s expects %s, got %r" % (option, expected, text))


def _mistake(program, text):
    print("%s: %s; --help lists the arguments" % (program, text))
    sys.exit(_MISTAKE)


def _usage(program, keys):
    print("usage: %s [OPTION]..." % program)
    _line("--help", "show this text")
    for options, _, kind, default, placeholder, doc in keys.values():
        shown = ", ".join(options)
        if kind != "flag":
            shown += "=" + placeholder
        if kind == "opt":
            doc += " (default: %s)" % default
        elif kind == "required":
            doc += " (required)"
        _line(shown, doc.strip())


def _line(option, doc):
    print("  %-22s %s" % (option, doc))
