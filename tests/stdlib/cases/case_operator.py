# SPDX-License-Identifier: ISC
import operator as op

for name in ("lt", "le", "eq", "ne", "ge", "gt", "is_", "is_not"):
    print(name, [getattr(op, name)(a, b) for a, b in ((1, 2), (2, 2), (3, 2))])
for name in "add and_ floordiv lshift mod mul or_ pow rshift sub truediv xor".split():
    print(name, getattr(op, name)(13, 3))
for name in (
    "iadd iand ifloordiv ilshift imod imul ior ipow irshift isub itruediv ixor".split()
):
    print(name, getattr(op, name)(13, 3))
for name in ("not_", "truth", "abs", "inv", "invert", "neg", "pos", "index"):
    print(name, getattr(op, name)(-5), getattr(op, name)(True))
print(op.concat([1], [2]), op.contains("abc", "b"), op.countOf([1, 2, 1], 1))
print(op.indexOf("abc", "c"), op.getitem({"k": 1}, "k"), op.call(max, 1, 2))
values = [1, 2, 3]
op.setitem(values, 0, 9)
op.delitem(values, 1)
print(values, op.length_hint(values), op.length_hint(5, 7), op.iconcat([1], [2]))
try:
    op.indexOf("abc", "x")
except ValueError as error:
    print(error)


class Point:
    def __init__(self, x, inner=None):
        self.x, self.inner = x, inner

    def plus(self, n, twice=False):
        return self.x + n * (2 if twice else 1)

    def __matmul__(self, other):
        return "matmul"

    def __index__(self):
        return self.x


p = Point(1, Point(2))
print(op.attrgetter("x")(p), op.attrgetter("inner.x", "x")(p), op.matmul(p, p))
print(op.itemgetter(1)("abc"), op.itemgetter(0, -1)("abc"), op.index(p))
print(op.methodcaller("plus", 3, twice=True)(p), op.methodcaller("upper")("a"))
print(sorted([("b", 1), ("a", 2)], key=op.itemgetter(0)))
try:
    op.index(1.5)
except (AttributeError, TypeError):
    print("no index")
