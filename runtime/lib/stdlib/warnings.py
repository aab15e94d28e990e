# SPDX-License-Identifier: ISC
# warnings: one line on the console for each place and text, and filters by action.

import builtins
import sys


class Warning(Exception):
    pass


# MicroPython has no built-in categories; who imports warnings gets them.
builtins.Warning = Warning


class UserWarning(Warning):
    pass


builtins.UserWarning = UserWarning
for _name in (
    "BytesWarning",
    "DeprecationWarning",
    "FutureWarning",
    "ImportWarning",
    "PendingDeprecationWarning",
    "ResourceWarning",
    "RuntimeWarning",
    "SyntaxWarning",
    "UnicodeWarning",
):
    setattr(builtins, _name, type(_name, (Warning,), {}))

_actions = []
_shown = set()


class WarningMessage:
    def __init__(self, message, category, filename="", lineno=0):
        self.message, self.category = message, category
        self.filename, self.lineno = filename, lineno


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Exception):
        category = type(message)
    else:
        category = category or UserWarning
        message = category(message)
    action = _action(category)
    if action == "error":
        raise message
    key = (category, str(message))
    if action == "ignore" or (action != "always" and key in _shown):
        return
    _shown.add(key)
    showwarning(message, category, "", 0)


def _action(category):
    for action, base in _actions:
        if issubclass(category, base):
            return action
    return "default"


def formatwarning(message, category, filename, lineno, line=None):
    return f"{category.__name__}: {message}\n"


def showwarning(message, category, filename, lineno, file=None, line=None):
    text = formatwarning(message, category, filename, lineno)
    (file or sys.stderr).write(text)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _actions.insert(len(_actions) if append else 0, (action, category))


def filterwarnings(
    action, message="", category=Warning, module="", lineno=0, append=False
):
    simplefilter(action, category, append=append)


def resetwarnings():
    _actions.clear()


class catch_warnings:
    def __init__(self, *, record=False, action=None, category=Warning, **ignored):
        self._record, self._action, self._category = record, action, category

    def __enter__(self):
        self._kept = list(_actions), set(_shown), globals()["showwarning"]
        _shown.clear()
        if self._action:
            simplefilter(self._action, self._category)
        if not self._record:
            return None
        caught = []
        globals()["showwarning"] = lambda *args: caught.append(WarningMessage(*args))
        return caught

    def __exit__(self, kind, error, trace):
        actions, shown, show = self._kept
        _actions[:] = actions
        _shown.clear()
        _shown.update(shown)
        globals()["showwarning"] = show
