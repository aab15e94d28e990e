# SPDX-License-Identifier: ISC
# argparse, its core: options and positionals, their actions, types, choices and counts,
# groups, subcommands and help. An image's own arguments are those of its keys; this is
# for command lines that an application reads elsewhere.

import sys

from ucollections import OrderedDict

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
REMAINDER = "..."
PARSER = "A..."
_MISSING = object()


class ArgumentError(Exception):
    def __init__(self, argument, message):
        super().__init__(message)
        self.argument_name = argument and argument.shown()
        self.message = message

    def __str__(self):
        if not self.argument_name:
            return self.message
        return f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return isinstance(other, Namespace) and self.__dict__ == other.__dict__

    def __contains__(self, name):
        return hasattr(self, name)

    def __repr__(self):
        shown = [f"{k}={v!r}" for k, v in sorted(self.__dict__.items())]
        return f"Namespace({', '.join(shown)})"


class Action:
    # What one argument does with the values that were given for it.
    def __init__(
        self,
        option_strings,
        dest,
        nargs=None,
        const=None,
        default=None,
        type=None,
        choices=None,
        required=False,
        help=None,
        metavar=None,
    ):
        self.option_strings, self.dest = option_strings, dest
        self.nargs, self.const, self.default = nargs, const, default
        self.type, self.choices, self.required = type, choices, required
        self.help, self.metavar = help, metavar

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError("an Action subclass must implement __call__")

    def shown(self):
        if self.option_strings:
            return "/".join(self.option_strings)
        if isinstance(self.metavar, str):
            return self.metavar
        return self.dest if self.dest != SUPPRESS else None

    def limits(self):
        # How many values there may be, and whether they come as a list.
        counts = {None: (1, 1), OPTIONAL: (0, 1), ZERO_OR_MORE: (0, None)}
        counts.update({ONE_OR_MORE: (1, None), REMAINDER: (0, None), PARSER: (1, None)})
        return counts[self.nargs] if self.nargs in counts else (self.nargs, self.nargs)

    def is_list(self):
        return self.nargs not in (None, OPTIONAL)

    def placeholder(self):
        if isinstance(self.metavar, str):
            return self.metavar
        if self.choices is not None:
            return "{" + ",".join(map(str, self.choices)) + "}"
        return self.dest.upper() if self.option_strings else self.dest

    def arguments(self):
        # The values as usage shows them.
        if isinstance(self.metavar, tuple):
            return " ".join(self.metavar)
        name = self.placeholder()
        if self.nargs in _SHOWN:
            return _SHOWN[self.nargs].replace("#", name)
        return " ".join([name] * self.nargs)


_SHOWN = {
    None: "#",
    OPTIONAL: "[#]",
    ZERO_OR_MORE: "[# ...]",
    ONE_OR_MORE: "# [# ...]",
    REMAINDER: "...",
    PARSER: "# ...",
}


class _Store(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _Constant(Action):
    def __init__(self, option_strings, dest, const=None, default=None, **rest):
        super().__init__(option_strings, dest, 0, const, default, **rest)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _True(_Constant):
    def __init__(self, option_strings, dest, default=False, **rest):
        super().__init__(option_strings, dest, True, default, **rest)


class _False(_Constant):
    def __init__(self, option_strings, dest, default=True, **rest):
        super().__init__(option_strings, dest, False, default, **rest)


class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        before = getattr(namespace, self.dest, None) or []
        setattr(namespace, self.dest, before + [values])


class _Extend(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        before = getattr(namespace, self.dest, None) or []
        setattr(namespace, self.dest, before + list(values))


class _AppendConstant(_Constant):
    def __call__(self, parser, namespace, values, option_string=None):
        before = getattr(namespace, self.dest, None) or []
        setattr(namespace, self.dest, before + [self.const])


class _Count(_Constant):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, 0) or 0) + 1)


class _Help(_Constant):
    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(_Constant):
    def __init__(self, option_strings, dest, version=None, default=SUPPRESS, **rest):
        rest.setdefault("help", "show program's version number and exit")
        super().__init__(option_strings, SUPPRESS, None, SUPPRESS, **rest)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        version = (self.version or "").replace("%(prog)s", parser.prog)
        parser.exit(0, version + "\n")


class BooleanOptionalAction(_Constant):
    def __init__(self, option_strings, dest, default=None, **rest):
        every = []
        for option in option_strings:
            every.append(option)
            if option.startswith("--"):
                every.append("--no-" + option[2:])
        super().__init__(every, dest, None, default, **rest)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _Subparsers(Action):
    def __init__(self, option_strings, dest, parent, **rest):
        super().__init__(option_strings, dest, PARSER, choices=OrderedDict(), **rest)
        self._parent = parent
        self.helps = []

    def add_parser(self, name, *, help=None, aliases=(), **options):
        options.setdefault("prog", self._parent._prog_so_far() + " " + name)
        parser = type(self._parent)(**options)
        if help is not None:
            shown = f"{name} ({', '.join(aliases)})" if aliases else name
            self.helps.append((shown, help))
        for key in (name,) + tuple(aliases):
            self.choices[key] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest != SUPPRESS:
            setattr(namespace, self.dest, name)
        inner, unknown = self.choices[name].parse_known_args(rest)
        for key, value in inner.__dict__.items():
            setattr(namespace, key, value)
        parser._unknown_of_commands.extend(unknown)


_ACTIONS = {
    None: _Store,
    "store": _Store,
    "store_const": _Constant,
    "store_true": _True,
    "store_false": _False,
    "append": _Append,
    "append_const": _AppendConstant,
    "extend": _Extend,
    "count": _Count,
    "help": _Help,
    "version": _Version,
}


class _Group:
    # Arguments of the parser under a title of their own.
    def __init__(self, parser, title=None, description=None):
        self.title, self.description = title, description
        self._parser = parser
        self.actions = []

    def add_argument(self, *names, **options):
        return self._parser._add(self, names, options)

    def add_mutually_exclusive_group(self, *, required=False):
        return self._parser.add_mutually_exclusive_group(required=required, _group=self)


class _Exclusive:
    def __init__(self, parser, group, required):
        self._parser, self._group, self.required = parser, group, required
        self.actions = []

    def add_argument(self, *names, **options):
        action = self._parser._add(self._group, names, options)
        self.actions.append(action)
        return action


class HelpFormatter:
    width, column = 80, 24

    def lines(self, text):
        from textwrap import wrap

        return wrap(" ".join(text.split()), self.width - 2)

    def row(self, head, text, width):
        from textwrap import wrap

        if not text:
            return [head]
        lines = wrap(" ".join(text.split()), max(self.width - 2 - width, 11))
        rows = [" " * width + line for line in lines]
        if len(head) <= width - 2:
            rows[0] = head + rows[0][len(head) :]
            return rows
        return [head] + rows


class RawDescriptionHelpFormatter(HelpFormatter):
    def lines(self, text):
        return text.splitlines()


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    pass


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    shows_defaults = True


class ArgumentParser:
    def __init__(
        self,
        prog=None,
        usage=None,
        description=None,
        epilog=None,
        parents=(),
        formatter_class=HelpFormatter,
        prefix_chars="-",
        argument_default=None,
        add_help=True,
        allow_abbrev=True,
        exit_on_error=True,
    ):
        self.prog = prog or "image"
        self.usage, self.description, self.epilog = usage, description, epilog
        self.formatter_class, self.prefix_chars = formatter_class, prefix_chars
        self.argument_default = argument_default
        self.allow_abbrev, self.exit_on_error = allow_abbrev, exit_on_error
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._groups = [self._positionals, self._optionals]
        self._exclusive = []
        self._defaults = {}
        self._options = {}
        self._actions = []
        self._unknown_of_commands = []
        if add_help:
            text = "show this help message and exit"
            self.add_argument(
                "-h", "--help", action="help", default=SUPPRESS, help=text
            )
        for parent in parents:
            self._take(parent)

    def _take(self, parent):
        for group in parent._groups:
            own = {
                "positional arguments": self._positionals,
                "options": self._optionals,
            }
            target = own.get(group.title) or self.add_argument_group(group.title)
            for action in group.actions:
                self._register(target, action)
        self._exclusive.extend(parent._exclusive)
        self._defaults.update(parent._defaults)

    def add_argument(self, *names, **options):
        return self._add(None, names, options)

    def add_argument_group(self, title=None, description=None):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False, _group=None):
        made = _Exclusive(self, _group, required)
        self._exclusive.append(made)
        return made

    def add_subparsers(self, *, title=None, description=None, **options):
        group = (
            self.add_argument_group(title, description) if title else self._positionals
        )
        options.pop("parser_class", None)
        dest = options.pop("dest", SUPPRESS)
        action = _Subparsers([], dest, self, **options)
        return self._register(group, action)

    def set_defaults(self, **values):
        self._defaults.update(values)
        for action in self._actions:
            if action.dest in values:
                action.default = values[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def _add(self, group, names, options):
        is_option = bool(names) and names[0][:1] in self.prefix_chars
        kind = options.pop("action", None)
        if isinstance(kind, (str, type(None))) and kind not in _ACTIONS:
            raise ValueError(f'unknown action "{kind}"')
        dest = options.pop("dest", None) or _dest(names, is_option, self.prefix_chars)
        if is_option and self.argument_default is not None:
            options.setdefault("default", self.argument_default)
        if not is_option:
            options["required"] = options.get("nargs") not in (OPTIONAL, ZERO_OR_MORE)
        make = _ACTIONS.get(kind, kind) if isinstance(kind, (str, type(None))) else kind
        action = make(list(names) if is_option else [], dest, **options)
        chosen = group or (self._optionals if is_option else self._positionals)
        return self._register(chosen, action)

    def _register(self, group, action):
        for option in action.option_strings:
            if option in self._options:
                raise ArgumentError(action, f"conflicting option string: {option}")
            self._options[option] = action
        if action.dest in self._defaults:
            action.default = self._defaults[action.dest]
        group.actions.append(action)
        self._actions.append(action)
        return action

    def parse_args(self, args=None, namespace=None):
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found

    def parse_known_args(self, args=None, namespace=None):
        words = list(sys.argv[1:] if args is None else args)
        try:
            return _Run(self, namespace or Namespace()).over(words)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def print_usage(self, file=None):
        (file or sys.stdout).write(self.format_usage())

    def print_help(self, file=None):
        (file or sys.stdout).write(self.format_help())

    def _prog_so_far(self):
        words = [a.arguments() for a in self._actions if not a.option_strings]
        return " ".join([self.prog] + [word for word in words if word[:1] != "{"][:-1])

    def format_usage(self):
        from _argparse_help import usage

        return usage(self)

    def format_help(self):
        from _argparse_help import page

        return page(self)


def _dest(names, is_option, prefix):
    if not is_option:
        return names[0] if names else None
    long = [name for name in names if len(name) > 2 and name[1] in prefix]
    return (long or list(names))[0].lstrip(prefix).replace("-", "_")


class _Run:
    # One walk over a command line.
    def __init__(self, parser, namespace):
        self._parser, self._namespace = parser, namespace
        self._seen = []
        self._unknown = []
        for action in parser._actions:
            if SUPPRESS not in (action.dest, action.default):
                _set_missing(namespace, action.dest, action.default)
        for name, value in parser._defaults.items():
            _set_missing(namespace, name, value)

    def over(self, words):
        kinds = self._kinds(words)
        waiting = [a for a in self._parser._actions if not a.option_strings]
        at = 0
        while at < len(words):
            if kinds[at] == "O":
                at = self._option(words, kinds, at)
                continue
            taken = self._positionals(waiting, words, kinds, at)
            if taken == at:
                if words[at] != "--":
                    self._unknown.append(words[at])
                taken += 1
            at = taken
        self._positionals(waiting, words, kinds, at)
        self._finish()
        unknown = self._unknown + self._parser._unknown_of_commands
        self._parser._unknown_of_commands = []
        return self._namespace, unknown

    def _kinds(self, words):
        # Of each word: an option (O), the mark -- (M) or a value (A).
        kinds, plain = [], False
        for word in words:
            if plain:
                kinds.append("A")
            elif word == "--":
                kinds.append("M")
                plain = True
            else:
                kinds.append("O" if self._is_option(word) else "A")
        return kinds

    def _is_option(self, word):
        parser = self._parser
        if len(word) < 2 or word[0] not in parser.prefix_chars:
            return False
        if word in parser._options or (" " not in word and not _is_number(word)):
            return True
        return _is_number(word) and any(map(_is_number, parser._options))

    def _named(self, word):
        # (action, option, value given with it) of a word.
        options = self._parser._options
        if word in options:
            return options[word], word, None
        name, equals, value = word.partition("=")
        if equals and name in options:
            return options[name], name, value
        if self._parser.allow_abbrev and name[1:2] in self._parser.prefix_chars:
            near = [option for option in options if option.startswith(name)]
            if len(near) > 1:
                shown = ", ".join(sorted(near))
                raise ArgumentError(
                    None, f"ambiguous option: {word} could match {shown}"
                )
            if near:
                return options[near[0]], near[0], value if equals else None
        short = word[:2]
        if short in options and word[1:2] not in self._parser.prefix_chars:
            return options[short], short, word[2:]
        return None, word, None

    def _option(self, words, kinds, at):
        action, option, value = self._named(words[at])
        if action is None:
            self._unknown.append(words[at])
            return at + 1
        least, most = action.limits()
        if value is not None and most == 0:
            if option[1:2] in self._parser.prefix_chars:
                raise ArgumentError(action, f"ignored explicit argument {value!r}")
            # -xyz: one letter after the other.
            self._act(action, [], option)
            words[at] = option[0] + value
            return at
        if value is not None:
            if least > 1:
                raise ArgumentError(action, _expected(action))
            value = value[1:] if value[:1] == "=" and len(option) == 2 else value
            self._act(action, [value], option)
            return at + 1
        end = at + 1
        while end < len(words) and (most is None or end - at - 1 < most):
            if kinds[end] != "A" and action.nargs != REMAINDER:
                break
            end += 1
        if end - at - 1 < least:
            raise ArgumentError(action, _expected(action))
        self._act(action, words[at + 1 : end], option)
        return end

    def _positionals(self, waiting, words, kinds, at):
        # As many of the waiting arguments as the values up to the next option fill.
        start = at
        while waiting:
            end = at
            while end < len(words) and kinds[end] != "O":
                end += 1
            if waiting[0].nargs in (REMAINDER, PARSER) and end > start:
                end = len(words)
            values = [w for w, k in zip(words[at:end], kinds[at:end]) if k != "M"]
            count = self._share(waiting, len(values))
            if count is None or (not count and end < len(words)):
                return at
            action = waiting.pop(0)
            used = 0
            while count or (used == 0 and at < end and kinds[at] == "M"):
                count -= kinds[at] != "M"
                at += 1
                used += 1
                if count <= 0:
                    break
            self._act(action, values[: self._last], None)
        return at

    def _share(self, waiting, there):
        # The first argument leaves what the others need at least.
        least, most = waiting[0].limits()
        others = sum([action.limits()[0] for action in waiting[1:]])
        if there < least:
            return None
        count = max(least, there - others)
        self._last = count if most is None else min(count, most)
        return self._last

    def _act(self, action, values, option):
        self._check_exclusive(action)
        if values or option or action.is_list():
            self._seen.append(action)
        empty = not values and not option
        if empty and action.nargs in (OPTIONAL, ZERO_OR_MORE):
            many = action.nargs == ZERO_OR_MORE and action.default is None
            setattr(self._namespace, action.dest, [] if many else self._default(action))
            return
        if action.nargs == OPTIONAL and not values:
            found = self._typed(action, action.const)
        elif action.nargs == 0:
            found = []
        elif action.is_list():
            found = [
                self._value(action, value) for value in self._checked(action, values)
            ]
        else:
            found = self._value(action, values[0])
        action(self._parser, self._namespace, found, option)

    def _checked(self, action, values):
        if action.nargs == PARSER:
            self._choose(action, values[0])
        return values

    def _value(self, action, text):
        value = self._typed(action, text)
        if action.nargs != PARSER:
            self._choose(action, value)
        return value

    def _typed(self, action, text):
        if action.type is None or not isinstance(text, str):
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    def _choose(self, action, value):
        if action.choices is not None and value not in action.choices:
            shown = ", ".join(map(repr, action.choices))
            raise ArgumentError(
                action, f"invalid choice: {value!r} (choose from {shown})"
            )

    def _default(self, action):
        return self._typed(action, action.default)

    def _is_text_default(self, action):
        # Text that stands for a value, as it would on the command line.
        if not isinstance(action.default, str) or action.dest == SUPPRESS:
            return False
        return getattr(self._namespace, action.dest, None) is action.default

    def _check_exclusive(self, action):
        for group in self._parser._exclusive:
            if action in group.actions:
                for other in group.actions:
                    if other is not action and other in self._seen:
                        raise ArgumentError(
                            action, f"not allowed with argument {other.shown()}"
                        )

    def _finish(self):
        missing = []
        for action in self._parser._actions:
            if action in self._seen:
                continue
            if action.required:
                missing.append(action.shown() or _command_names(action))
            elif self._is_text_default(action):
                setattr(self._namespace, action.dest, self._default(action))
        if missing:
            names = ", ".join(missing)
            raise ArgumentError(None, f"the following arguments are required: {names}")
        for group in self._parser._exclusive:
            if group.required and not any(a in self._seen for a in group.actions):
                names = " ".join([action.shown() for action in group.actions])
                raise ArgumentError(None, f"one of the arguments {names} is required")


def _set_missing(namespace, name, value):
    if not hasattr(namespace, name):
        setattr(namespace, name, value)


def _command_names(action):
    return "{" + ",".join(action.choices) + "}"


def _expected(action):
    if action.nargs is None:
        return "expected one argument"
    if action.nargs == OPTIONAL:
        return "expected at most one argument"
    if action.nargs == ONE_OR_MORE:
        return "expected at least one argument"
    return f"expected {action.nargs} argument{'' if action.nargs == 1 else 's'}"


def _is_number(word):
    digits = word[1:].replace(".", "", 1)
    return word[:1] == "-" and digits.isdigit()
