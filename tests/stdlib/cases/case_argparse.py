# SPDX-License-Identifier: ISC
import argparse
import io
import os
import sys

if hasattr(os, "environ"):
    os.environ["COLUMNS"] = "80"


class Caught(Exception):
    pass


class Parser(argparse.ArgumentParser):
    def exit(self, status=0, message=None):
        raise Caught(status, message)

    def print_usage(self, file=None):
        pass


def tried(parser, *words):
    try:
        found = parser.parse_args(list(words))
        print(
            sorted(vars(found).items())
            if hasattr(sys, "getrefcount")
            else sorted(found.__dict__.items())
        )
    except Caught as caught:
        print(caught.args)


p = Parser(prog="tool", description="Does things.", epilog="That is all.")
p.add_argument("source", help="where from")
p.add_argument("rest", nargs="*", help="more of them")
p.add_argument(
    "-n", "--count", type=int, default=3, help="how many (default: %(default)s)"
)
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("--flag", action="store_true", help="a flag")
p.add_argument("--no", dest="yes", action="store_false")
p.add_argument(
    "--mode",
    choices=["fast", "slow"],
    help="a rather long text about the mode that goes over the end of the line and on",
)
p.add_argument("--pair", nargs=2, metavar=("A", "B"))
p.add_argument("--item", action="append")
p.add_argument("--many", nargs="+", type=float)
p.add_argument("--maybe", nargs="?", const="c", default="d")
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--text", type=str, metavar="TEXT")
for words in (
    ["a"],
    ["a", "b", "c"],
    ["a", "-n", "5", "-vvv", "--flag", "--no"],
    ["a", "-n5", "--count=6", "--mode", "fast"],
    ["--pair", "x", "y", "a", "b"],
    ["a", "--item", "1", "--item=2", "--many", "1", "2.5"],
    ["a", "--maybe"],
    ["a", "--maybe", "z", "--const"],
    ["a", "--", "-n", "--flag"],
    ["-5", "-v"],
    ["--cou", "9", "a"],
    ["--", "a"],
    ["a", "-n"],
    ["a", "-n", "x"],
    ["a", "--mode", "odd"],
    ["a", "--pair", "x"],
    ["a", "--many"],
    ["a", "--unknown"],
    ["a", "--flag=1"],
    ["a", "--ma", "1"],
    ["--text", "-x", "a"],
    ["--text=-x", "a"],
):
    tried(p, *words)
print(p.format_usage())
print(p.format_help())
print(p.parse_known_args(["a", "--other", "-x"])[1])

e = Parser(prog="ex", add_help=False)
group = e.add_mutually_exclusive_group(required=True)
group.add_argument("--on", action="store_true")
group.add_argument("--off", action="store_true")
e.add_argument("--level", required=True, type=int)
for words in (
    ["--on", "--level", "1"],
    ["--on", "--off", "--level", "1"],
    ["--level", "1"],
    ["--on"],
    ["--level", "x", "--on"],
):
    tried(e, *words)
print(e.format_usage(), end="")

s = Parser(prog="git")
s.add_argument("-C", dest="folder")
commands = s.add_subparsers(dest="command", help="what to do")
clone = commands.add_parser("clone", help="get it")
clone.add_argument("url")
clone.add_argument("--depth", type=int)
log = commands.add_parser("log", aliases=["l"], help="see it")
log.add_argument("--oneline", action="store_true")
log.set_defaults(run="log")
for words in (
    ["clone", "u", "--depth", "1"],
    ["-C", "d", "log", "--oneline"],
    ["l"],
    [],
    ["push"],
    ["clone"],
):
    try:
        tried(s, *words)
    except SystemExit as end:
        print("exit", end.args)
print(s.format_help())
print(clone.format_usage(), end="")

g = argparse.ArgumentParser(
    prog="g", formatter_class=argparse.ArgumentDefaultsHelpFormatter
)
inner = g.add_argument_group("network", "how it talks")
inner.add_argument("--host", default="localhost", help="the host")
inner.add_argument("--port", "-p", type=int, default=80, help="the port")
g.add_argument(
    "--colour", action=argparse.BooleanOptionalAction, default=True, help="colours"
)
print(g.format_help())
print(
    g.parse_args(["--no-colour", "-p", "1"]).__dict__
    == {"colour": False, "port": 1, "host": "localhost"},
    g.get_default("port"),
)
g.set_defaults(port=99, extra="x")
print(
    g.parse_args([])
    == argparse.Namespace(host="localhost", port=99, colour=True, extra="x")
)


def even(text):
    if int(text) % 2:
        raise argparse.ArgumentTypeError(f"{text} is odd")
    return int(text)


t = argparse.ArgumentParser(prog="t", exit_on_error=False)
t.add_argument("--even", type=even, default="4")
t.add_argument("pos", nargs="?", type=int, default="7")
print(t.parse_args([]), t.parse_args(["--even", "2", "1"]))
try:
    t.parse_args(["--even", "3"])
except argparse.ArgumentError as error:
    print(error, error.argument_name)
parent = argparse.ArgumentParser(add_help=False)
parent.add_argument("--shared", default=1)
print(argparse.ArgumentParser(parents=[parent]).parse_args(["--shared", "2"]))
r = Parser(prog="r")
r.add_argument("first")
r.add_argument("args", nargs="...")
tried(r, "a", "-x", "b")
r = Parser(prog="r")
r.add_argument("files", nargs="+")
r.add_argument("target")
tried(r, "a", "b", "c")
tried(r, "a")


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (values.upper(), option_string))


u = Parser(prog="u")
u.add_argument("-u", action=Upper)
u.add_argument("--version", action="version", version="%(prog)s 1.0")
u.add_argument("--ext", action="extend", nargs="*")
tried(u, "-u", "x", "--ext", "1", "2", "--ext", "3")
