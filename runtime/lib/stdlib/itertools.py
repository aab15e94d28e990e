# SPDX-License-Identifier: ISC
# itertools. Iterators here are generators, except where an attribute is needed.


def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for value in iterable:
        saved.append(value)
        yield value
    while saved:
        yield from saved


def repeat(value, times=None):
    if times is None:
        while True:
            yield value
    for _ in range(times):
        yield value


def accumulate(iterable, func=None, *, initial=None):
    values = iter(iterable)
    total = initial
    if total is None:
        try:
            total = next(values)
        except StopIteration:
            return
    yield total
    for value in values:
        total = func(total, value) if func else total + value
        yield total


class chain:
    def __init__(self, *iterables):
        self._values = _chained(iterables)

    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made._values = _chained(iterables)
        return made

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._values)


def _chained(iterables):
    for iterable in iterables:
        yield from iterable


def compress(data, selectors):
    for value, chosen in zip(data, selectors):
        if chosen:
            yield value


def dropwhile(predicate, iterable):
    values = iter(iterable)
    for value in values:
        if not predicate(value):
            yield value
            break
    yield from values


def takewhile(predicate, iterable):
    for value in iterable:
        if not predicate(value):
            return
        yield value


def filterfalse(predicate, iterable):
    for value in iterable:
        if not (predicate(value) if predicate else value):
            yield value


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def pairwise(iterable):
    values = iter(iterable)
    try:
        before = next(values)
    except StopIteration:
        return
    for value in values:
        yield before, value
        before = value


def islice(iterable, *limits):
    if not 1 <= len(limits) <= 3:
        raise TypeError("islice takes a stop, or a start, a stop and a step")
    if len(limits) == 1:
        limits = (None, limits[0])
    start, stop, step = (limits + (None,))[:3]
    start, step = start or 0, 1 if step is None else step
    if start < 0 or step < 1 or (stop is not None and stop < 0):
        raise ValueError("islice takes no negative number, and no step of 0")
    return _sliced(iter(iterable), start, stop, step)


def _sliced(values, start, stop, step):
    # What lies before the start is taken from the source even if nothing follows.
    at, wanted = 0, start
    end = stop if stop is None else max(start, stop)
    while end is None or at < end:
        try:
            value = next(values)
        except StopIteration:
            return
        if at == wanted and (stop is None or at < stop):
            yield value
            wanted += step
        at += 1


def zip_longest(*iterables, fillvalue=None):
    sources = [iter(iterable) for iterable in iterables]
    left = len(sources)
    while left:
        row = []
        for at, source in enumerate(sources):
            value = fillvalue
            if source is not None:
                try:
                    value = next(source)
                except StopIteration:
                    sources[at] = None
                    left -= 1
            row.append(value)
        if left:
            yield tuple(row)


def tee(iterable, n=2):
    source = iter(iterable)
    # A chain of [value, next link]; each iterator holds its own place in it.
    start = []
    return tuple(_teed(source, start) for _ in range(n))


def _teed(source, link):
    while True:
        if not link:
            try:
                link.append(next(source))
            except StopIteration:
                return
            link.append([])
        value, link = link
        yield value


class groupby:
    def __init__(self, iterable, key=None):
        self._values = iter(iterable)
        self._key = key
        self._group = None
        self._known = False

    def __iter__(self):
        return self

    def __next__(self):
        # Skip what the last group left.
        for _ in self._group or ():
            pass
        if not self._known:
            self._step()
        self._group = self._members(self._now)
        return self._now, self._group

    def _step(self):
        self._known = False
        self._value = next(self._values)
        self._now = self._key(self._value) if self._key else self._value
        self._known = True

    def _members(self, key):
        while self._known and self._now == key:
            yield self._value
            try:
                self._step()
            except StopIteration:
                return


def product(*iterables, repeat=1):
    pools = [tuple(pool) for pool in iterables] * repeat
    return _product(pools)


def _product(pools):
    if not pools:
        yield ()
        return
    for head in _product(pools[:-1]):
        for value in pools[-1]:
            yield head + (value,)


def permutations(iterable, r=None):
    pool = tuple(iterable)
    return _chosen(pool, range(len(pool)), len(pool) if r is None else r)


def _chosen(pool, left, size):
    if not size:
        yield ()
        return
    for at in left:
        for rest in _chosen(pool, [n for n in left if n != at], size - 1):
            yield (pool[at],) + rest


def combinations(iterable, r):
    pool = tuple(iterable)
    return _rising(pool, r, 0, 1)


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    return _rising(pool, r, 0, 0)


def _rising(pool, size, start, step):
    if not size:
        yield ()
        return
    for at in range(start, len(pool)):
        for rest in _rising(pool, size - 1, at + step, step):
            yield (pool[at],) + rest
