# SPDX-License-Identifier: ISC
# operator. The functions with underscores on both sides are not here: they are names
# of methods first.

from builtins import abs as _abs


def lt(a, b):
    return a < b


def le(a, b):
    return a <= b


def eq(a, b):
    return a == b


def ne(a, b):
    return a != b


def ge(a, b):
    return a >= b


def gt(a, b):
    return a > b


def not_(a):
    return not a


def truth(a):
    return bool(a)


def is_(a, b):
    return a is b


def is_not(a, b):
    return a is not b


def abs(a):
    return _abs(a)


def add(a, b):
    return a + b


def and_(a, b):
    return a & b


def floordiv(a, b):
    return a // b


def index(a):
    # Only whole numbers can be shifted.
    return a << 0 if isinstance(a, (int, bool)) else a.__index__()


def inv(a):
    return ~a


invert = inv


def lshift(a, b):
    return a << b


def mod(a, b):
    return a % b


def mul(a, b):
    return a * b


def matmul(a, b):
    return a @ b


def neg(a):
    return -a


def or_(a, b):
    return a | b


def pos(a):
    return +a


def pow(a, b):
    return a**b


def rshift(a, b):
    return a >> b


def sub(a, b):
    return a - b


def truediv(a, b):
    return a / b


def xor(a, b):
    return a ^ b


def concat(a, b):
    return a + b


def contains(a, b):
    return b in a


def countOf(a, b):
    count = 0
    for value in a:
        count += value is b or value == b
    return count


def indexOf(a, b):
    for at, value in enumerate(a):
        if value is b or value == b:
            return at
    raise ValueError("sequence.index(x): x not in sequence")


def getitem(a, b):
    return a[b]


def setitem(a, b, c):
    a[b] = c


def delitem(a, b):
    del a[b]


def length_hint(obj, default=0):
    if hasattr(obj, "__length_hint__"):
        return obj.__length_hint__()
    try:
        return len(obj)
    except TypeError:
        return default


def call(obj, *args, **keywords):
    return obj(*args, **keywords)


def iadd(a, b):
    a += b
    return a


def iand(a, b):
    a &= b
    return a


def iconcat(a, b):
    a += b
    return a


def ifloordiv(a, b):
    a //= b
    return a


def ilshift(a, b):
    a <<= b
    return a


def imod(a, b):
    a %= b
    return a


def imul(a, b):
    a *= b
    return a


def imatmul(a, b):
    a @= b
    return a


def ior(a, b):
    a |= b
    return a


def ipow(a, b):
    a **= b
    return a


def irshift(a, b):
    a >>= b
    return a


def isub(a, b):
    a -= b
    return a


def itruediv(a, b):
    a /= b
    return a


def ixor(a, b):
    a ^= b
    return a


class attrgetter:
    def __init__(self, *names):
        if not all(isinstance(name, str) for name in names):
            raise TypeError("attribute name must be a string")
        self._paths = [name.split(".") for name in names]

    def __call__(self, obj):
        found = tuple(self._follow(obj, path) for path in self._paths)
        return found[0] if len(found) == 1 else found

    def _follow(self, obj, path):
        for name in path:
            obj = getattr(obj, name)
        return obj


class itemgetter:
    def __init__(self, *items):
        self._items = items

    def __call__(self, obj):
        found = tuple(obj[item] for item in self._items)
        return found[0] if len(found) == 1 else found


class methodcaller:
    def __init__(self, name, *args, **keywords):
        self._name, self._args, self._keywords = name, args, keywords

    def __call__(self, obj):
        return getattr(obj, self._name)(*self._args, **self._keywords)
