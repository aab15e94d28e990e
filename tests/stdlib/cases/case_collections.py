# SPDX-License-Identifier: ISC
from collections import (
    ChainMap,
    Counter,
    OrderedDict,
    UserDict,
    UserList,
    UserString,
    defaultdict,
    deque,
    namedtuple,
)
from collections.abc import (
    Iterator,
    Mapping,
    MutableMapping,
    MutableSequence,
    MutableSet,
    Sequence,
)

groups = defaultdict(list)
for word in ("ab", "c", "de"):
    groups[len(word)].append(word)
print(sorted(groups.items()), 3 in groups, groups.get(3), len(groups))
print(
    defaultdict(int, {"a": 1})["b"],
    defaultdict(None, a=1),
    defaultdict(int).default_factory is int,
)
try:
    defaultdict()["x"]
except KeyError as error:
    print("KeyError", error.args)
try:
    defaultdict(1)
except TypeError as error:
    print(error)
copied = groups.copy()
copied[9].append(1)
print(9 in groups, type(copied).__name__, isinstance(copied, dict))


class Missing(defaultdict):
    def __missing__(self, key):
        return key * 2


print(Missing()["ab"])

count = Counter("abracadabra")
print(
    count["a"], count["z"], count.most_common(1), count.total(), sorted(count.items())
)
print(sorted(count.elements()), Counter(a=2, b=1) == Counter("aab"), Counter())
count.update("zz")
count.subtract(["a", "a"])
print(count["z"], count["a"], Counter({"x": 3, "y": 1}))
a, b = Counter(a=3, b=1), Counter(a=1, b=2)
print(
    a + b == Counter(a=4, b=3),
    a - b,
    a | b == Counter(a=3, b=2),
    a & b == Counter(a=1, b=1),
)
print(
    +Counter(a=1, b=-1), -Counter(a=-2), a.copy() == a, Counter(a=3, b=1).most_common()
)

chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(
    chain["a"], chain["b"], len(chain), sorted(chain), "c" in chain, chain.get("c", 0)
)
chain["b"] = 9
child = chain.new_child({"c": 5})
print(
    chain.maps, child["c"], child["a"], child.parents == chain, chain, bool(ChainMap())
)
del chain["b"]
try:
    del chain["b"]
except KeyError:
    print("KeyError")
print(sorted(chain.items()), chain.pop("a"), chain["a"])

Point = namedtuple("Point", ["x", "y"])
print(Point(1, 2), Point(x=1, y=2).y, Point(1, 2) == (1, 2))
print(list(OrderedDict([("b", 1), ("a", 2)])))
queue = deque((), 3)
for n in range(5):
    queue.append(n)
print(list(queue), queue.popleft(), len(queue))


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


upper = Upper()
upper["a"] = 1
print(upper["A"], len(upper), UserList([1, 2])[0], UserString("abc") == "abc")


class Squares(Sequence):
    def __len__(self):
        return 4

    def __getitem__(self, at):
        if at >= 4:
            raise IndexError(at)
        return at * at


squares = Squares()
print(
    list(squares),
    9 in squares,
    5 in squares,
    list(reversed(squares)),
    squares.index(4),
    squares.count(1),
)


class Items(MutableSequence):
    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)

    def __getitem__(self, at):
        return self.items[at]

    def __setitem__(self, at, value):
        self.items[at] = value

    def __delitem__(self, at):
        del self.items[at]

    def insert(self, at, value):
        self.items.insert(at, value)


items = Items()
items.extend([3, 1, 2])
items.append(7)
items += [8]
items.reverse()
items.remove(3)
print(items.items, items.pop(), items.pop(0), len(items))
items.clear()
print(items.items)


class Pairs(MutableMapping):
    def __init__(self):
        self.pairs = []

    def __getitem__(self, key):
        for have, value in self.pairs:
            if have == key:
                return value
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.pairs = [pair for pair in self.pairs if pair[0] != key] + [(key, value)]

    def __delitem__(self, key):
        self[key]
        self.pairs = [pair for pair in self.pairs if pair[0] != key]

    def __iter__(self):
        return iter([key for key, _ in self.pairs])

    def __len__(self):
        return len(self.pairs)


pairs = Pairs()
pairs.update({"a": 1}, b=2)
print(
    pairs.setdefault("c", 3),
    pairs.get("x"),
    "a" in pairs,
    "x" in pairs,
    pairs == {"a": 1, "b": 2, "c": 3},
)
print(
    list(pairs.keys()),
    list(pairs.values()),
    list(pairs.items()),
    pairs.pop("a"),
    pairs.pop("z", None),
)
pairs.clear()
print(len(pairs), isinstance(pairs, Mapping))


class Bag(MutableSet):
    def __init__(self, values=()):
        self.values = list(values)

    def __contains__(self, value):
        return value in self.values

    def __iter__(self):
        return iter(self.values)

    def __len__(self):
        return len(self.values)

    def add(self, value):
        self.values.append(value)

    def discard(self, value):
        if value in self.values:
            self.values.remove(value)


bag = Bag([1, 2, 3])
print(
    list(bag & [2, 9]), list(bag - Bag([1])), bag <= {1, 2, 3, 4}, bag.isdisjoint([5])
)
bag.remove(2)
print(bag.pop(), list(bag), list(Bag([1]) | Bag([2])))


class Down(Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Down(3)), Sequence[int] is not None)
