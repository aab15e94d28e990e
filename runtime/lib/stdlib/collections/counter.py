# SPDX-License-Identifier: ISC
# collections.Counter.


class Counter(dict):
    def __init__(self, iterable=None, **keywords):
        super().__init__()
        self.update(iterable, **keywords)

    def __getitem__(self, key):
        return self.get(key, 0)

    def update(self, iterable=None, **keywords):
        for key, count in _counted(iterable, keywords):
            self[key] = self[key] + count

    def subtract(self, iterable=None, **keywords):
        for key, count in _counted(iterable, keywords):
            self[key] = self[key] - count

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    def most_common(self, n=None):
        # Equal counts keep their order, which MicroPython's sort would lose.
        pairs = [(-count, at, key) for at, (key, count) in enumerate(self.items())]
        return [(key, -count) for count, _, key in sorted(pairs)[:n]]

    def total(self):
        return sum(self.values())

    def copy(self):
        return Counter(self)

    __copy__ = copy

    def _combined(self, other, function):
        made = Counter()
        for key in set(self) | set(other):
            count = function(self[key], other[key])
            if count > 0:
                made[key] = count
        return made

    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._combined(other, max)

    def __and__(self, other):
        return self._combined(other, min)

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def __eq__(self, other):
        keys = set(self) | set(other)
        return all(self[key] == other.get(key, 0) for key in keys)

    def __repr__(self):
        shown = ", ".join(f"{key!r}: {count!r}" for key, count in self.most_common())
        return f"Counter({{{shown}}})" if shown else "Counter()"

    # Else print would find dict's own first.
    __str__ = __repr__


def _counted(iterable, keywords):
    if isinstance(iterable, dict):
        yield from list(iterable.items())
    elif iterable is not None:
        for value in iterable:
            yield value, 1
    yield from keywords.items()
