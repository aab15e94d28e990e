# SPDX-License-Identifier: ISC
# heapq: MicroPython's, and the functions that it leaves out.

from uheapq import *


def heappushpop(heap, item):
    if heap and heap[0] < item:
        return heapreplace(heap, item)
    return item


def heapreplace(heap, item):
    least = heappop(heap)
    heappush(heap, item)
    return least


def nsmallest(n, iterable, key=None):
    return _first(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    return _first(n, iterable, key, True)


def _first(n, iterable, key, reverse):
    # With their places, since MicroPython's sort does not keep the order of equals.
    rows = [
        (key(value) if key else value, -at if reverse else at, value)
        for at, value in enumerate(iterable)
    ]
    return [row[2] for row in sorted(rows, key=_Row, reverse=reverse)[:n]]


class _Row:
    # Compared without the value, which need not be comparable.
    def __init__(self, row):
        self.key, self.at = row[0], row[1]

    def __lt__(self, other):
        if self.key < other.key:
            return True
        return self.at < other.at and not other.key < self.key


def merge(*iterables, key=None, reverse=False):
    heads = []
    for at, iterable in enumerate(iterables):
        _advance(heads, iter(iterable), at, key)
    while heads:
        best = heads[0]
        for head in heads[1:]:
            if (best[0] < head[0]) if reverse else (head[0] < best[0]):
                best = head
        yield best[1]
        place = heads.index(best)
        heads.pop(place)
        _advance(heads, best[2], best[3], key, place)


def _advance(heads, values, at, key, place=None):
    for value in values:
        head = (key(value) if key else value, value, values, at)
        heads.insert(len(heads) if place is None else place, head)
        return
