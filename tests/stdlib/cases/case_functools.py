# SPDX-License-Identifier: ISC
import functools
from functools import partial, reduce

print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [], 7))
try:
    reduce(max, [])
except TypeError as error:
    print(error)

p = partial(sorted, reverse=True)
print(p([1, 3, 2]), p.func is sorted, p.args, p.keywords)
q = partial(partial(print, 1, sep="-"), 2, end="!\n")
q(3)
print(q.args, sorted(q.keywords))
try:
    partial(1)
except TypeError as error:
    print(error)

calls = []


@functools.lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n


print([square(n) for n in (1, 2, 1, 3, 1, 2)], calls)
print(square.cache_info())
hits, misses, maxsize, currsize = square.cache_info()
print(hits, misses, maxsize, currsize, square.cache_info().hits)
square.cache_clear()
print(square.cache_info(), square.cache_parameters() == {"maxsize": 2, "typed": False})


@functools.lru_cache
def plain(n, k=1):
    return n + k


print(plain(1), plain(1, k=2), plain(1, k=2), plain.cache_info())


@functools.lru_cache(maxsize=0)
def never(n):
    return n


never(1)
never(1)
print(never.cache_info())


@functools.lru_cache(maxsize=None, typed=True)
def typed(n):
    return type(n).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())


class Point:
    def __init__(self, x):
        self.x = x
        self.asked = 0

    @functools.cached_property
    def double(self):
        self.asked += 1
        return self.x * 2

    @functools.lru_cache
    def plus(self, n):
        return self.x + n

    def move(self, dx, dy=0):
        return (self.x + dx, dy)

    right = functools.partialmethod(move, 1)
    up = functools.partialmethod(move, 0, dy=5)


point = Point(4)
print(point.double, point.double, point.asked)
print(point.plus(1), point.plus(1), Point.plus.cache_info())
print(point.right(), point.right(7), point.up())

words = ["bb", "a", "ccc", "dddd"]
print(sorted(words, key=functools.cmp_to_key(lambda a, b: len(b) - len(a))))
key = functools.cmp_to_key(lambda a, b: a - b)
print(key(1) < key(2), key(1) == key(1), key(2) >= key(3), key(3) > key(2))


@functools.total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= a, a >= a, a > a)


@functools.total_ordering
class Down:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __ge__(self, other):
        return self.n >= other.n


a, b = Down(1), Down(2)
print(a < b, a <= b, a > b, a >= b, a <= a, a >= a, a > a)
try:
    functools.total_ordering(int.__class__("Empty", (), {}))
    print("no error")
except ValueError as error:
    print(error)


def traced(function):
    @functools.wraps(function)
    def inner(*args, **keywords):
        return ["traced", function(*args, **keywords)]

    return inner


@traced
def add(a, b=2):
    return a + b


print(add(1), add(1, b=5))


@functools.singledispatch
def show(value):
    return "something"


@show.register(int)
def _(value):
    return f"int {value}"


@show.register(str)
@show.register(list)
def _(value):
    return f"{type(value).__name__} of {len(value)}"


class Special(list):
    pass


print(show(1.5), show(3), show("abc"), show([1]), show(Special()))
print(show.dispatch(str) is show.registry[str], show.dispatch(float)(1))


class Handler:
    @functools.singledispatchmethod
    def handle(self, value):
        return "default"

    @handle.register(int)
    def _(self, value):
        return ("int", value)


print(Handler().handle("x"), Handler().handle(5))
