# SPDX-License-Identifier: ISC
# functools. A MicroPython function takes no attributes, so that what update_wrapper
# cannot set it leaves; what carries attributes here is an object that can be called.

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__")
WRAPPER_UPDATES = ("__dict__",)
_NONE = object()


def reduce(function, iterable, initial=_NONE):
    values = iter(iterable)
    if initial is _NONE:
        try:
            initial = next(values)
        except StopIteration:
            raise TypeError(
                "reduce() of empty iterable with no initial value"
            ) from None
    for value in values:
        initial = function(initial, value)
    return initial


class partial:
    def __init__(self, func, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = func.args + args
            keywords = _merged(func.keywords, keywords)
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, *args, **keywords):
        return self.func(*self.args, *args, **_merged(self.keywords, keywords))


class partialmethod:
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, owner):
        if obj is None:
            return partial(self.func, *self.args, **self.keywords)
        return partial(self.func, obj, *self.args, **self.keywords)


def _merged(first, second):
    if not first:
        return second
    both = dict(first)
    both.update(second)
    return both


def update_wrapper(
    wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES
):
    try:
        for name in assigned:
            if hasattr(wrapped, name):
                setattr(wrapper, name, getattr(wrapped, name))
        wrapper.__wrapped__ = wrapped
    except AttributeError:
        pass
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


class _Bound:
    # What a decorator gives: it is called, and binds to an instance as a function
    # would.
    def __get__(self, obj, owner):
        return self if obj is None else partial(self, obj)


class _CacheInfo:
    def __init__(self, hits, misses, maxsize, currsize):
        self.hits, self.misses = hits, misses
        self.maxsize, self.currsize = maxsize, currsize

    def __iter__(self):
        return iter((self.hits, self.misses, self.maxsize, self.currsize))

    def __repr__(self):
        return (
            f"CacheInfo(hits={self.hits}, misses={self.misses}, "
            f"maxsize={self.maxsize}, currsize={self.currsize})"
        )


class _Cache(_Bound):
    # Entries are [key, value, older, newer], in a ring around self._ring.
    def __init__(self, func, maxsize, typed):
        self._func, self._maxsize, self._typed = func, maxsize, typed
        update_wrapper(self, func)
        self.cache_clear()

    def cache_clear(self):
        self._entries = {}
        self._hits = self._misses = 0
        self._ring = ring = [None, None, None, None]
        ring[2] = ring[3] = ring

    def cache_info(self):
        size = len(self._entries)
        return _CacheInfo(self._hits, self._misses, self._maxsize, size)

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}

    def __call__(self, *args, **keywords):
        key = self._key(args, keywords)
        entry = self._entries.get(key)
        if entry:
            self._hits += 1
            self._unlink(entry)
        else:
            self._misses += 1
            value = self._func(*args, **keywords)
            if self._maxsize == 0:
                return value
            entry = self._entries[key] = [key, value, None, None]
        self._link(entry)
        if self._maxsize is not None and len(self._entries) > self._maxsize:
            oldest = self._ring[3]
            self._unlink(oldest)
            del self._entries[oldest[0]]
        return entry[1]

    def _key(self, args, keywords):
        names = sorted(keywords)
        values = list(args) + [keywords[name] for name in names]
        types = [type(value) for value in values] if self._typed else []
        return tuple([len(args)] + names + values + types)

    def _unlink(self, entry):
        entry[2][3], entry[3][2] = entry[3], entry[2]

    def _link(self, entry):
        newest = self._ring[2]
        entry[2], entry[3] = newest, self._ring
        newest[3] = self._ring[2] = entry


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _Cache(maxsize, 128, False)
    size = None if maxsize is None else max(maxsize, 0)
    return lambda func: _Cache(func, size, typed)


def cache(func):
    return _Cache(func, None, False)


class cached_property:
    # Kept on the instance under the function's name, where it is found first.
    def __init__(self, func):
        self.func = func
        self.attrname = func.__name__

    def __get__(self, obj, owner):
        if obj is None:
            return self
        value = self.func(obj)
        setattr(obj, self.attrname, value)
        return value


def cmp_to_key(compare):
    class Key:
        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return compare(self.obj, other.obj) < 0

        def __gt__(self, other):
            return compare(self.obj, other.obj) > 0

        def __eq__(self, other):
            return compare(self.obj, other.obj) == 0

        def __le__(self, other):
            return compare(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return compare(self.obj, other.obj) >= 0

    return Key


# What each comparison is in terms of the one that a class has, and of equality.
_FROM = {
    "__lt__": {
        "__gt__": lambda a, b: not a < b and a != b,
        "__le__": lambda a, b: a < b or a == b,
        "__ge__": lambda a, b: not a < b,
    },
    "__le__": {
        "__ge__": lambda a, b: not a <= b or a == b,
        "__lt__": lambda a, b: a <= b and a != b,
        "__gt__": lambda a, b: not a <= b,
    },
    "__gt__": {
        "__lt__": lambda a, b: not (a > b or a == b),
        "__ge__": lambda a, b: a > b or a == b,
        "__le__": lambda a, b: not a > b,
    },
    "__ge__": {
        "__le__": lambda a, b: not a >= b or a == b,
        "__gt__": lambda a, b: a >= b and a != b,
        "__lt__": lambda a, b: not a >= b,
    },
}


def total_ordering(cls):
    for have in ("__lt__", "__le__", "__gt__", "__ge__"):
        if hasattr(cls, have):
            break
    else:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, function in _FROM[have].items():
        if not hasattr(cls, name):
            setattr(cls, name, function)
    return cls


class _Single(_Bound):
    def __init__(self, func, at):
        self.registry = {object: func}
        self._at = at
        update_wrapper(self, func)

    def dispatch(self, cls):
        # Breadth first; where classes share a base this can differ from CPython.
        queue = [cls]
        for candidate in queue:
            if candidate in self.registry:
                return self.registry[candidate]
            queue.extend(candidate.__bases__)
        return self.registry[object]

    def register(self, cls, func=None):
        if func is None:
            if not isinstance(cls, type):
                raise TypeError("register needs the class: annotations are not kept")
            return lambda func: self.register(cls, func)
        self.registry[cls] = func
        return func

    def __call__(self, *args, **keywords):
        if len(args) <= self._at:
            raise TypeError("singledispatch needs at least 1 positional argument")
        return self.dispatch(type(args[self._at]))(*args, **keywords)


def singledispatch(func):
    return _Single(func, 0)


def singledispatchmethod(func):
    return _Single(func, 1)
