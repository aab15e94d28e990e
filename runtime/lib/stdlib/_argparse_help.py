# SPDX-License-Identifier: ISC
# The usage line and the help page of argparse.

from argparse import SUPPRESS, _Subparsers


def usage(parser):
    if parser.usage is not None:
        return f"usage: {_filled(parser.usage, parser)}\n"
    parts = [_part(parser, action) for action in _shown(parser._actions)]
    options = _grouped(parser)
    values = [_values(a) for a in _shown(parser._actions) if not a.option_strings]
    head = f"usage: {parser.prog}"
    whole = " ".join([head] + options + values)
    if len(whole) <= 78:
        return whole + "\n"
    return _wrapped(head, options, values, parts) + "\n"


def _shown(actions):
    return [action for action in actions if action.help != SUPPRESS]


def _filled(text, parser, action=None):
    text = text.replace("%(prog)s", parser.prog)
    if action is not None:
        for name in ("default", "type", "metavar", "const", "dest", "nargs"):
            value = getattr(action, name)
            value = getattr(value, "__name__", value)
            text = text.replace(f"%({name})s", str(value))
            text = text.replace(f"%({name})d", str(value))
        if action.choices is not None:
            text = text.replace("%(choices)s", ", ".join(map(str, action.choices)))
        text = text.replace("%%", "%")
    return text


def _grouped(parser):
    # The options of usage; of those that exclude each other one bracket.
    done, parts = [], []
    for action in _shown(parser._actions):
        if not action.option_strings or action in done:
            continue
        group = _exclusive(parser, action)
        if group and len(group.actions) > 1:
            done.extend(group.actions)
            inside = " | ".join([_part(parser, a, True) for a in _shown(group.actions)])
            parts.append(f"({inside})" if group.required else f"[{inside}]")
        else:
            parts.append(_part(parser, action))
    return parts


def _exclusive(parser, action):
    for group in parser._exclusive:
        if action in group.actions:
            return group
    return None


def _part(parser, action, bare=False):
    if not action.option_strings:
        return _values(action)
    text = action.option_strings[0]
    if len(action.option_strings) > 1 and action.option_strings[1].startswith("--no-"):
        text = " | ".join(action.option_strings)
    if action.nargs != 0:
        text += " " + action.arguments()
    return text if bare or action.required else f"[{text}]"


def _values(action):
    return action.arguments()


def _wrapped(head, options, values, parts):
    indent = " " * (len(head) + 1)
    lines = []
    for words in (options, values):
        line = ""
        for word in words:
            if line and len(indent) + len(line) + 1 + len(word) > 78:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
        if line:
            lines.append(line)
    return head + " " + ("\n" + indent).join(lines)


def page(parser):
    formatter = parser.formatter_class()
    sections = [usage(parser)]
    if parser.description:
        sections.append(_text(formatter, _filled(parser.description, parser)))
    width = _column(parser, formatter)
    for group in parser._groups:
        rows = []
        for action in _shown(group.actions):
            rows += _rows(parser, formatter, action, width)
        if rows:
            head = [f"{group.title}:"] if group.title else []
            if group.description:
                head += [f"  {line}" for line in formatter.lines(group.description)] + [
                    ""
                ]
            sections.append("\n".join(head + rows) + "\n")
    if parser.epilog:
        sections.append(_text(formatter, _filled(parser.epilog, parser)))
    return "\n".join(sections)


def _text(formatter, text):
    return "\n".join(formatter.lines(text)) + "\n"


def _heads(action):
    if not action.option_strings:
        return [f"  {_head(action)}"]
    if action.nargs == 0:
        return ["  " + ", ".join(action.option_strings)]
    values = action.arguments()
    return [
        "  " + ", ".join([f"{option} {values}" for option in action.option_strings])
    ]


def _head(action):
    return action.placeholder()


def _column(parser, formatter):
    lengths = []
    for action in _shown(parser._actions):
        lengths += [len(head) for head in _heads(action)]
        if isinstance(action, _Subparsers):
            lengths += [len(name) + 4 for name, _ in action.helps]
    longest = max(lengths) if lengths else 0
    return min(longest + 2, formatter.column)


def _rows(parser, formatter, action, width):
    text = _filled(action.help, parser, action) if action.help else ""
    if getattr(formatter, "shows_defaults", False) and "%(default)" not in (
        action.help or ""
    ):
        wanted = action.option_strings or action.nargs in ("?", "*")
        if text and action.default != SUPPRESS and wanted:
            text += f" (default: {action.default})"
    rows = formatter.row(_heads(action)[0], text, width)
    if isinstance(action, _Subparsers):
        for name, help in action.helps:
            rows += formatter.row(f"    {name}", help, width)
    return rows
