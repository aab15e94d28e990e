# SPDX-License-Identifier: ISC
import io
import logging

# An image that logs starts with a reporter.
logging.root.handlers.clear()
logging.root.setLevel(logging.WARNING)
out = io.StringIO()
logging.basicConfig(
    stream=out,
    level=logging.INFO,
    format="%(levelname)s %(name)s %(levelno)d: %(message)s",
)
logging.info("root %s", "info")
logging.debug("hidden")
log = logging.getLogger("net.tcp")
log.warning("two %d and %s", 2, [3])
log.info("100%")
log.info("%(a)s %(b)s", {"a": 1, "b": 2})
log.debug("hidden")
log.setLevel("DEBUG")
log.debug("shown")
logging.getLogger("net").setLevel(logging.ERROR)
logging.getLogger("net.udp").warning("hidden")
print(
    logging.getLogger("net.udp").getEffectiveLevel(),
    log.isEnabledFor(logging.DEBUG),
    log,
    logging.getLogger("net.tcp") is log,
)
print(
    log.parent.name,
    logging.getLogger("net").getChild("tcp") is log,
    logging.getLogger() is logging.root,
    log.hasHandlers(),
)
try:
    1 / 0
except ZeroDivisionError:
    log.error("failed", exc_info=True)
    logging.getLogger("net.tcp").critical("no trace")
text = out.getvalue()
print(
    [
        line
        for line in text.splitlines()
        if not line.startswith((" ", "Trace", "ZeroDiv"))
    ]
)
print("Traceback" in text, "ZeroDivisionError" in text)
try:
    raise ValueError("x")
except ValueError as error:
    log.exception("said")
    log.info("given", exc_info=error)
print(out.getvalue().count("ValueError: x"))


class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.seen = []

    def emit(self, record):
        self.seen.append(
            (
                record.name,
                record.levelname,
                record.getMessage(),
                getattr(record, "user", None),
            )
        )


collect = Collect()
own = logging.getLogger("own")
own.addHandler(collect)
own.addHandler(collect)
own.propagate = False
own.setLevel(logging.DEBUG)
own.info("one", extra={"user": "me"})
collect.setLevel(logging.WARNING)
own.info("two")
own.log(35, "odd level")
own.addFilter(lambda record: "secret" not in record.getMessage())
own.error("secret")
own.warning("three")
print(
    collect.seen,
    len(own.handlers),
    logging.getLevelName(35),
    logging.getLevelName("ERROR"),
    logging.getLevelName(10),
)
own.removeHandler(collect)
print(own.handlers, own.hasHandlers())
formatter = logging.Formatter("{levelname:>8}|{message}", style="{")
stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(formatter)
own.addHandler(handler)
own.warning("styled %s", "text")
adapter = logging.LoggerAdapter(own, {"user": "you"})
adapter.error("adapted")
handler.terminator = "!"
own.error("end")
print(repr(stream.getvalue()))
logging.disable(logging.ERROR)
own.error("hidden")
own.critical("shown")
logging.disable(logging.NOTSET)
print(repr(stream.getvalue()[-20:]))
timed = io.StringIO()
handler.stream = timed
handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
own.error("t")
line = timed.getvalue()
print(len(line), line[4], line[10], line[19], line[24:])
handler.setFormatter(logging.Formatter("%(asctime)s", datefmt="%Y|%H"))
own.error("t")
print(len(timed.getvalue()) - len(line))
child = logging.getLogger("own.child")
child.addFilter(logging.Filter("own"))
child.error("passes")
logging.addLevelName(5, "TRACE")
print(logging.getLevelName(5), logging.getLevelNamesMapping()["WARN"])
for wrong in ("NOISE",):
    try:
        own.setLevel(wrong)
    except ValueError as error:
        print(error)
logging.getLogger("null").addHandler(logging.NullHandler())
logging.getLogger("null").warning("goes to root too")
print(out.getvalue().splitlines()[-1])
