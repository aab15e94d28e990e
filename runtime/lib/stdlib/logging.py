# SPDX-License-Identifier: ISC
# logging. A logger is a log source in MirageOS's sense: set_levels("*:info,net:debug")
# sets the thresholds of many by name. The default handler writes
# "2026-01-01T00:00:00.000Z INFO  [net] text" to the console.

import sys
import time

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_NAMES = {
    CRITICAL: "CRITICAL",
    ERROR: "ERROR",
    WARNING: "WARNING",
    INFO: "INFO",
    DEBUG: "DEBUG",
    NOTSET: "NOTSET",
}
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True


def getLevelName(level):
    if isinstance(level, str):
        return getLevelNamesMapping().get(level, f"Level {level}")
    return _NAMES.get(level, f"Level {level}")


def getLevelNamesMapping():
    names = {name: level for level, name in _NAMES.items()}
    names["WARN"], names["FATAL"] = WARNING, CRITICAL
    return names


def addLevelName(level, name):
    _NAMES[level] = name


def _level(level):
    if isinstance(level, int):
        return level
    names = getLevelNamesMapping()
    if level not in names:
        raise ValueError(f"Unknown level: {level!r}")
    return names[level]


class LogRecord:
    def __init__(
        self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None
    ):
        self.name, self.msg, self.args = name, msg, args
        self.levelno, self.levelname = level, getLevelName(level)
        self.pathname, self.lineno, self.funcName = pathname, lineno, func
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        now = time.time_ns()
        self.created = now / 1000000000
        self.msecs = float(now // 1000000 % 1000)

    def getMessage(self):
        # One mapping is for %(name)s in the message.
        args = self.args
        if len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        return str(self.msg) % args if args else str(self.msg)


class Formatter:
    default_time_format = "%Y-%m-%d %H:%M:%S"

    def __init__(
        self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None
    ):
        if style not in ("%", "{"):
            raise ValueError("the style of a format is % or {")
        self._fmt = fmt or ("%(message)s" if style == "%" else "{message}")
        self._style = style
        self.datefmt = datefmt
        self._defaults = defaults or {}

    def formatTime(self, record, datefmt=None):
        year, month, day, hour, minute, second = time.gmtime(int(record.created))[:6]
        if datefmt:
            from datetime import datetime

            when = datetime(year, month, day, hour, minute, second)
            return when.strftime(datefmt)
        clock = f"{hour:02d}:{minute:02d}:{second:02d},{int(record.msecs):03d}"
        return f"{year:04d}-{month:02d}-{day:02d} {clock}"

    def formatException(self, exc_info):
        import io

        written = io.StringIO()
        sys.print_exception(exc_info[1], written)
        return written.getvalue().rstrip("\n")

    def formatMessage(self, record):
        values = dict(self._defaults)
        values.update(record.__dict__)
        return self._fmt % values if self._style == "%" else self._fmt.format(**values)

    def format(self, record):
        record.message = record.getMessage()
        if "asctime" in self._fmt:
            record.asctime = self.formatTime(record, self.datefmt)
        return self._with_exception(record, self.formatMessage(record))

    def _with_exception(self, record, text):
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        return text + "\n" + record.exc_text if record.exc_text else text


class ReportFormatter(Formatter):
    # What the console shows. Not CPython's; each line of a message has its head.
    def format(self, record):
        year, month, day, hour, minute, second = time.gmtime(int(record.created))[:6]
        when = f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}"
        name = {WARNING: "WARN", CRITICAL: "FATAL"}.get(
            record.levelno, record.levelname
        )
        head = f"{when}.{int(record.msecs):03d}Z {name:<5} [{record.name}] "
        text = self._with_exception(record, record.getMessage())
        return head + text.replace("\n", "\n" + head)


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or (record.name + ".").startswith(self.name + ".")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for chosen in self.filters:
            accept = chosen.filter if hasattr(chosen, "filter") else chosen
            if not accept(record):
                return False
        return True


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _level(level)
        self.formatter = None

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return (self.formatter or _DEFAULT).format(record)

    def handle(self, record):
        accepted = self.filter(record)
        if accepted:
            self.emit(record)
        return accepted

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handleError(self, record):
        if raiseExceptions:
            sys.print_exception(sys.exc_info()[1])

    def flush(self):
        pass

    def close(self):
        pass


class StreamHandler(Handler):
    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream

    def emit(self, record):
        try:
            text = self.format(record) + self.terminator
            (self.stream or sys.stderr).write(text)
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        self.stream, before = stream, self.stream
        return before


class NullHandler(Handler):
    def handle(self, record):
        pass


_DEFAULT = Formatter()
# What speaks when no handler was added.
lastResort = StreamHandler()
lastResort.setLevel(WARNING)
lastResort.setFormatter(ReportFormatter())


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _level(level)
        self.parent = None
        self.propagate, self.disabled = True, False
        self.handlers = []

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return level > _disabled[0] and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        logger = self
        while logger:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def debug(self, msg, *args, **keywords):
        self.log(DEBUG, msg, *args, **keywords)

    def info(self, msg, *args, **keywords):
        self.log(INFO, msg, *args, **keywords)

    def warning(self, msg, *args, **keywords):
        self.log(WARNING, msg, *args, **keywords)

    warn = warning

    def error(self, msg, *args, **keywords):
        self.log(ERROR, msg, *args, **keywords)

    def critical(self, msg, *args, **keywords):
        self.log(CRITICAL, msg, *args, **keywords)

    fatal = critical

    def exception(self, msg, *args, exc_info=True, **keywords):
        self.log(ERROR, msg, *args, exc_info=exc_info, **keywords)

    def log(self, level, msg, *args, exc_info=None, extra=None, **ignored):
        if not self.isEnabledFor(level):
            return
        if isinstance(exc_info, BaseException):
            exc_info = (type(exc_info), exc_info, None)
        elif exc_info and not isinstance(exc_info, tuple):
            exc_info = sys.exc_info()
        if exc_info and exc_info[1] is None:
            exc_info = None
        record = LogRecord(self.name, level, "", 0, msg, args, exc_info)
        for name, value in (extra or {}).items():
            setattr(record, name, value)
        self.handle(record)

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def callHandlers(self, record):
        logger, found = self, False
        while logger:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and lastResort and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def __repr__(self):
        level = getLevelName(self.getEffectiveLevel())
        return f"<Logger {self.name} ({level})>"


class LoggerAdapter:
    def __init__(self, logger, extra=None):
        self.logger, self.extra = logger, extra

    def process(self, msg, keywords):
        keywords["extra"] = self.extra
        return msg, keywords

    def log(self, level, msg, *args, **keywords):
        if self.logger.isEnabledFor(level):
            msg, keywords = self.process(msg, keywords)
            self.logger.log(level, msg, *args, **keywords)

    def debug(self, msg, *args, **keywords):
        self.log(DEBUG, msg, *args, **keywords)

    def info(self, msg, *args, **keywords):
        self.log(INFO, msg, *args, **keywords)

    def warning(self, msg, *args, **keywords):
        self.log(WARNING, msg, *args, **keywords)

    def error(self, msg, *args, **keywords):
        self.log(ERROR, msg, *args, **keywords)

    def critical(self, msg, *args, **keywords):
        self.log(CRITICAL, msg, *args, **keywords)

    def exception(self, msg, *args, exc_info=True, **keywords):
        self.log(ERROR, msg, *args, exc_info=exc_info, **keywords)


root = Logger("root", WARNING)
_loggers = {}
# Thresholds that were set by pattern, for loggers that come later; the last one wins.
_thresholds = []
_disabled = [NOTSET]


def getLogger(name=None):
    if not name or name == "root":
        return root
    if name not in _loggers:
        _loggers[name] = made = Logger(name)
        parent = name.rpartition(".")[0]
        made.parent = getLogger(parent) if parent else root
        _apply(made)
    return _loggers[name]


def getHandlerNames():
    return frozenset()


def disable(level=CRITICAL):
    _disabled[0] = _level(level)


def set_levels(text):
    # "info,net:debug,tls.*:error,noisy:quiet": a level alone is everybody's.
    found = []
    for part in text.split(","):
        pattern, colon, level = part.strip().rpartition(":")
        pattern = pattern if colon else "*"
        if level.lower() not in _SHORT or not pattern:
            names = ", ".join(sorted(_SHORT))
            raise ValueError(
                f"log level {part.strip()!r}: want SOURCE:LEVEL of {names}"
            )
        found.append((pattern, _SHORT[level.lower()]))
    _thresholds.extend(found)
    for logger in [root] + list(_loggers.values()):
        _apply(logger)


_SHORT = {
    "debug": DEBUG,
    "info": INFO,
    "warning": WARNING,
    "error": ERROR,
    "critical": CRITICAL,
    "app": CRITICAL,
    "quiet": CRITICAL + 1,
}


def _apply(logger):
    # A name stands for itself and what is below it, "*" for all.
    for pattern, level in _thresholds:
        name = pattern.rstrip("*").rstrip(".")
        if pattern == "*":
            if logger is root or logger.level:
                logger.setLevel(level)
        elif logger.name == name or (
            pattern.endswith("*") and logger.name.startswith(name)
        ):
            logger.setLevel(level)


def basicConfig(
    *,
    stream=None,
    format=None,
    datefmt=None,
    style="%",
    level=None,
    handlers=None,
    force=False,
):
    if force:
        root.handlers.clear()
    if root.handlers:
        return
    formatter = Formatter(format or BASIC_FORMAT, datefmt, style)
    for handler in handlers or [StreamHandler(stream)]:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)


def debug(msg, *args, **keywords):
    log(DEBUG, msg, *args, **keywords)


def info(msg, *args, **keywords):
    log(INFO, msg, *args, **keywords)


def warning(msg, *args, **keywords):
    log(WARNING, msg, *args, **keywords)


def error(msg, *args, **keywords):
    log(ERROR, msg, *args, **keywords)


def critical(msg, *args, **keywords):
    log(CRITICAL, msg, *args, **keywords)


fatal = critical
warn = warning


def exception(msg, *args, exc_info=True, **keywords):
    log(ERROR, msg, *args, exc_info=exc_info, **keywords)


def log(level, msg, *args, **keywords):
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **keywords)


def shutdown():
    pass
