# SPDX-License-Identifier: ISC
import io
import logging
import sys

# An image that logs starts with a reporter.
logging.root.handlers.clear()
logging.root.setLevel(logging.WARNING)
console = logging.StreamHandler()
console.setFormatter(logging.ReportFormatter())
logging.root.addHandler(console)
link, ip, disk = (logging.getLogger(name) for name in ("link", "link.ip", "disk"))


def say():
    console.setStream(io.StringIO())
    for logger in (logging.root, link, ip, disk):
        for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.CRITICAL):
            logger.log(level, "said")
    lines = console.stream.getvalue().split("\n")[:-1]
    print([line.split(" ", 1)[1] for line in lines])


for levels in ("*:warning", "info,link:debug", "link*:quiet,disk:error", "*:quiet"):
    logging.set_levels(levels)
    say()
logging.set_levels("*:debug")
logging.getLogger("later").debug("one\ntwo")
print(console.stream.getvalue(), end="")
for wrong in ("loud", "net:", ":debug", "net:loud", ""):
    try:
        logging.set_levels(wrong)
    except ValueError as error:
        print(error)
logging.root.removeHandler(console)
last = logging.getLogger("last")
last.propagate = False
last.warning("to the console")
print(sys.stderr is not None)
