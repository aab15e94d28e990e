# SPDX-License-Identifier: ISC
# The default reporter: log lines on the console with the wall clock's time, and
# the last of them in a ring. It is in an image only where something imports logging.
import logging


class Reporter(logging.Handler):
    def __init__(self, size, clock):
        super().__init__()
        self._clock = clock
        self.setFormatter(logging.ReportFormatter())
        self._size = size
        self._ring = []

    def emit(self, record):
        if self._clock:
            now = self._clock.time_ns()
            record.created, record.msecs = now // 10**9, now // 10**6 % 1000
        line = self.format(record)
        print(line)
        if self._size:
            self._ring.append(line)
            del self._ring[: -self._size]

    def report(self, source, level, message):
        logging.getLogger(source).log(level, message)

    def set_level(self, level, source="*"):
        name = logging.getLevelName(level)
        logging.set_levels(f"{source}:{name.lower()}")

    def recent(self):
        return list(self._ring)


def connect(thresholds, level, ring_size, clock=None):
    # A threshold is a source and a level's name; later ones count before.
    made = Reporter(ring_size, clock)
    logging.getLogger().addHandler(made)
    pairs = [("*", level)] + thresholds
    logging.set_levels(",".join([f"{source}:{name}" for source, name in pairs]))
    return made
