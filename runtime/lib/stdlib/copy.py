# SPDX-License-Identifier: ISC
# copy. Objects without a copy of their own are made anew from their attributes.


class Error(Exception):
    pass


error = Error

_CONTAINERS = (list, dict, set, bytearray)


def copy(x):
    cls = type(x)
    if hasattr(x, "__copy__"):
        return x.__copy__()
    if cls in _CONTAINERS:
        return cls(x)
    return _rebuilt(x, {}, None)


def deepcopy(x, memo=None):
    memo = {} if memo is None else memo
    if id(x) in memo:
        return memo[id(x)]
    cls = type(x)
    if hasattr(x, "__deepcopy__"):
        made = x.__deepcopy__(memo)
    elif cls is list:
        made = memo[id(x)] = []
        made.extend([deepcopy(value, memo) for value in x])
    elif cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        made = _tuple(x, memo)
    elif cls in (set, frozenset):
        made = cls([deepcopy(value, memo) for value in x])
    elif cls is bytearray:
        made = bytearray(x)
    else:
        made = _rebuilt(x, memo, deepcopy)
    if made is not x:
        memo[id(x)] = made
        # What was copied must live as long as its id stands for it.
        memo.setdefault(id(memo), []).append(x)
    return made


def _tuple(x, memo):
    made = [deepcopy(value, memo) for value in x]
    if id(x) in memo:
        return memo[id(x)]
    changed = any(new is not old for new, old in zip(made, x))
    return tuple(made) if changed else x


def _rebuilt(x, memo, inner):
    cls = type(x)
    if isinstance(x, type) or not hasattr(x, "__dict__"):
        return _built_in(x, memo, inner)
    if isinstance(x, Exception):
        made = cls(*x.args)
    else:
        made = object.__new__(cls)
    memo[id(x)] = made
    _fill(made, x, memo, inner)
    for name, value in x.__dict__.items():
        setattr(made, name, inner(value, memo) if inner else value)
    return made


def _fill(made, x, memo, inner):
    # What a subclass of a container holds.
    if isinstance(x, dict):
        super(type(x), made).__init__()
        for key, value in x.items():
            key, value = (
                (inner(key, memo), inner(value, memo)) if inner else (key, value)
            )
            made[key] = value
    elif isinstance(x, list):
        super(type(x), made).__init__()
        made.extend([inner(value, memo) if inner else value for value in x])


def _built_in(x, memo, inner):
    # OrderedDict, array and deque, told by what they can do; the rest never changes.
    if isinstance(x, dict):
        pairs = [
            (key, inner(value, memo) if inner else value) for key, value in x.items()
        ]
        return type(x)(pairs)
    name = type(x).__name__
    if name == "array":
        return x[:]
    if name == "deque":
        raise Error("a deque does not tell its limit: make the new one yourself")
    return x


def replace(obj, **changes):
    return obj.__replace__(**changes)
