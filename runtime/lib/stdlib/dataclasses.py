# SPDX-License-Identifier: ISC
# dataclasses. MicroPython drops annotations; the build writes the annotated names of a
# dataclass into its body as __fields__ (see site_scons/echis/fields.py). Field objects
# therefore know no type, and a class from source read at run time has no fields.


class _Missing:
    def __repr__(self):
        return "MISSING"


MISSING = _Missing()


class KW_ONLY:
    pass


class InitVar:
    @classmethod
    def __class_getitem__(cls, key):
        return cls


class FrozenInstanceError(AttributeError):
    pass


class Field:
    def __init__(
        self, default, default_factory, init, repr, hash, compare, metadata, kw_only
    ):
        self.name = None
        self.type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash, self.compare = init, repr, hash, compare
        self.metadata = metadata or {}
        self.kw_only = kw_only

    def named(self, name, kw_only, only_init):
        self.name = name
        self.only_init = only_init
        if self.kw_only is MISSING:
            self.kw_only = kw_only
        return self

    def required(self):
        return self.default is MISSING and self.default_factory is MISSING

    def value(self):
        if self.default_factory is not MISSING:
            return self.default_factory()
        return self.default


def field(
    *,
    default=MISSING,
    default_factory=MISSING,
    init=True,
    repr=True,
    hash=None,
    compare=True,
    metadata=None,
    kw_only=MISSING,
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(cls=None, **options):
    if cls is None:
        return lambda cls: _Maker(cls, options).run()
    return _Maker(cls, options).run()


_DEFAULTS = {
    "init": True,
    "repr": True,
    "eq": True,
    "order": False,
    "unsafe_hash": False,
    "frozen": False,
    "match_args": True,
    "kw_only": False,
    "slots": False,
    "weakref_slot": False,
}


class _Maker:
    def __init__(self, cls, options):
        for name in options:
            if name not in _DEFAULTS:
                raise TypeError(f"dataclass() takes no argument {name!r}")
        self._cls = cls
        self._options = dict(_DEFAULTS)
        self._options.update(options)
        self._fields = {}
        self._order = []

    def run(self):
        cls = self._cls
        self._inherit(cls)
        self._own()
        cls.__dataclass_fields__ = self._fields
        cls._dataclass_order_ = self._order
        every = [self._fields[name] for name in self._order]
        self._check_order(every)
        self._add_methods(every)
        return cls

    def _inherit(self, cls):
        for base in reversed(cls.__bases__):
            for name in getattr(base, "_dataclass_order_", ()):
                self._take(base.__dataclass_fields__[name])
            frozen = getattr(base, "_dataclass_frozen_", None)
            if frozen is not None and frozen != self._options["frozen"]:
                kinds = "non-frozen", "frozen"
                raise TypeError(
                    f"cannot inherit {kinds[not frozen]} dataclass "
                    f"from a {kinds[frozen]} one"
                )

    def _take(self, field):
        if field.name not in self._fields:
            self._order.append(field.name)
        self._fields[field.name] = field

    def _own(self):
        cls, kw_only = self._cls, self._options["kw_only"]
        names = cls.__dict__
        for spelled in names.get("__fields__", ()):
            if spelled == "*":
                kw_only = True
                continue
            name = spelled.rstrip("!")
            made = _made(name, names.get(name, MISSING))
            self._take(made.named(name, kw_only, spelled.endswith("!")))
            if name in names:
                if made.default is MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, made.default)

    def _check_order(self, every):
        seen = False
        for field in every:
            if field.init and not field.kw_only:
                if seen and field.required():
                    raise TypeError(
                        f"non-default argument {field.name!r} follows default argument"
                    )
                seen = seen or not field.required()

    def _add_methods(self, every):
        cls, options = self._cls, self._options
        cls._dataclass_frozen_ = options["frozen"]
        kept = [field for field in every if not field.only_init]
        if options["init"]:
            self._add("__init__", _init(cls, every, options["frozen"]))
        if options["repr"]:
            self._add("__repr__", _repr([f.name for f in kept if f.repr]))
        compared = [field.name for field in kept if field.compare]
        if options["eq"]:
            self._add("__eq__", _eq(compared))
        if options["order"]:
            self._add_order(compared)
        self._add_hash(kept)
        if options["frozen"]:
            cls.__setattr__ = _refuse("assign to")
            cls.__delattr__ = _refuse("delete")
        if options["match_args"]:
            names = [f.name for f in every if f.init and not f.kw_only]
            self._add("__match_args__", tuple(names))

    def _add(self, name, value):
        if name not in self._cls.__dict__:
            setattr(self._cls, name, value)

    def _add_order(self, names):
        if not self._options["eq"]:
            raise ValueError("eq must be true if order is true")
        for name, compare in _ORDER.items():
            if name in self._cls.__dict__:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {self._cls.__name__}. "
                    "Consider using functools.total_ordering"
                )
            setattr(self._cls, name, _ordered(names, compare))

    def _add_hash(self, kept):
        options = self._options
        if options["unsafe_hash"] or (options["eq"] and options["frozen"]):
            hashed = [f.name for f in kept if (f.compare if f.hash is None else f.hash)]
            self._add("__hash__", lambda self: hash(_values(self, hashed)))
        elif options["eq"]:
            self._add("__hash__", _unhashable)


def _made(name, default):
    if isinstance(default, Field):
        return default
    if isinstance(default, (list, dict, set)):
        raise ValueError(
            f"mutable default {type(default)} for field {name} is not allowed: "
            "use default_factory"
        )
    return field(default=default)


def _unhashable(self):
    raise TypeError(f"unhashable type: '{type(self).__name__}'")


def _refuse(what):
    def refuse(self, name, value=None):
        raise FrozenInstanceError(f"cannot {what} field {name!r}")

    return refuse


def _init(cls, every, frozen):
    positional = [f.name for f in every if f.init and not f.kw_only]
    known = {f.name for f in every if f.init}
    post = hasattr(cls, "__post_init__")

    def init(self, *args, **keywords):
        given = _given(cls, positional, known, args, keywords)
        passed = []
        for field in every:
            if field.name in given:
                value = given[field.name]
            elif not field.required():
                value = field.value()
            elif field.init:
                raise TypeError(f"{_shown(cls)}() misses the argument {field.name!r}")
            else:
                continue
            if field.only_init:
                passed.append(value)
            elif frozen:
                object.__setattr__(self, field.name, value)
            else:
                setattr(self, field.name, value)
        if post:
            self.__post_init__(*passed)

    return init


def _shown(cls):
    return f"{cls.__name__}.__init__"


def _given(cls, positional, known, args, keywords):
    if len(args) > len(positional):
        raise TypeError(
            f"{_shown(cls)}() takes {len(positional)} positional arguments, "
            f"not {len(args)}"
        )
    given = dict(zip(positional, args))
    for name, value in keywords.items():
        if name not in known:
            raise TypeError(f"{_shown(cls)}() got an unexpected argument {name!r}")
        if name in given:
            raise TypeError(f"{_shown(cls)}() got two values for {name!r}")
        given[name] = value
    return given


def _values(obj, names):
    return tuple([getattr(obj, name) for name in names])


def _repr(names):
    def repr_(self):
        shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{type(self).__name__}({shown})"

    return repr_


def _eq(names):
    def eq(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return _values(self, names) == _values(other, names)

    return eq


_ORDER = {
    "__lt__": lambda a, b: a < b,
    "__le__": lambda a, b: a <= b,
    "__gt__": lambda a, b: a > b,
    "__ge__": lambda a, b: a >= b,
}


def _ordered(names, compare):
    def ordered(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return compare(_values(self, names), _values(other, names))

    return ordered


def fields(class_or_instance):
    cls = class_or_instance
    if not is_dataclass(cls):
        raise TypeError("must be called with a dataclass type or instance")
    every = [cls.__dataclass_fields__[name] for name in cls._dataclass_order_]
    return tuple([field for field in every if not field.only_init])


def is_dataclass(obj):
    return hasattr(obj, "__dataclass_fields__")


def _check_instance(obj, name):
    if isinstance(obj, type) or not is_dataclass(obj):
        raise TypeError(f"{name}() should be called on dataclass instances")


def asdict(obj, *, dict_factory=dict):
    _check_instance(obj, "asdict")
    return _plain(
        obj, lambda pairs: dict_factory([(name, value) for name, value in pairs])
    )


def astuple(obj, *, tuple_factory=tuple):
    _check_instance(obj, "astuple")
    return _plain(obj, lambda pairs: tuple_factory([value for _, value in pairs]))


def _plain(value, make):
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        return make([(name, _plain(getattr(value, name), make)) for name in names])
    if isinstance(value, (list, tuple)):
        plain = [_plain(inner, make) for inner in value]
        if isinstance(value, list):
            return plain
        return tuple(plain) if type(value) is tuple else type(value)(*plain)
    if isinstance(value, dict):
        pairs = [(_plain(k, make), _plain(v, make)) for k, v in value.items()]
        return type(value)(pairs)
    return value


def replace(obj, **changes):
    _check_instance(obj, "replace")
    for name in obj._dataclass_order_:
        field = obj.__dataclass_fields__[name]
        if not field.init:
            if name in changes:
                raise ValueError(f"field {name} is declared with init=False")
        elif field.only_init:
            if name not in changes and field.required():
                raise ValueError(f"InitVar {name!r} must be specified with replace()")
        elif name not in changes:
            changes[name] = getattr(obj, name)
    return type(obj)(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    names = dict(namespace or {})
    order = []
    for item in fields:
        item = (item,) if isinstance(item, str) else item
        order.append(item[0])
        if len(item) > 2:
            names[item[0]] = item[2]
    names["__fields__"] = tuple(order)
    return dataclass(type(cls_name, bases, names), **options)
