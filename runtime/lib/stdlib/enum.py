# SPDX-License-Identifier: ISC
# enum. A class of members is an ordinary class whose body was rewritten when it was
# made; objtype.c of the port lets it be subscripted, iterated and measured.

import _classes  # noqa: F401
from ucollections import OrderedDict


class auto:
    pass


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


class property:
    # An attribute of members that does not hide a member of its name.
    def __init__(self, function):
        self._function = function

    def __get__(self, obj, owner):
        if obj is None:
            return getattr(owner, "_member_map_")[self._function.__name__]
        return self._function(obj)


class _Descriptors:
    def method(self):
        yield


_NOT_MEMBERS = (
    nonmember,
    type,
    type(_Descriptors.method),
    type(lambda: None),
    staticmethod,
    classmethod,
    type(_Descriptors().method),
)
_builtin_property = type(__import__("builtins").property())


def _is_member(name, value):
    if isinstance(value, (member, auto)):
        return True
    if name.startswith("_") and name.endswith("_"):
        return False
    return not (
        isinstance(value, (_builtin_property, property) + _NOT_MEMBERS)
        or hasattr(value, "__get__")
    )


class EnumType:
    @staticmethod
    def made(cls, names):
        if "_member_map_" not in names:
            _Making(cls, names).run()
        return cls


EnumMeta = EnumType


class _Making:
    def __init__(self, cls, names):
        self._cls, self._names = cls, names
        self._members, self._by_value = [], {}
        self._init = getattr(cls, "__init__", None)
        self._new = names.get("__new__") or getattr(cls, "_member_new_", None)
        self._next = names.get("_generate_next_value_", None)
        for base in cls.__bases__:
            if getattr(base, "_member_names_", None):
                raise TypeError(
                    f"<enum '{cls.__name__}'> cannot extend <enum '{base.__name__}'>"
                )

    def run(self):
        cls = self._cls
        if _built_in_base(cls) and not issubclass(cls, _Number):
            # Else the built-in base would print its own way.
            cls.__repr__ = self._names.get("__repr__", Enum.__repr__)
            cls.__str__ = self._names.get("__str__", Enum.__str__)
        cls._member_map_ = cls.__members__ = members = OrderedDict()
        cls._member_names_ = names = []
        cls._value2member_map_ = self._by_value
        cls._member_new_ = self._new
        chosen = [n for n, v in self._names.items() if _is_member(n, v)]
        for name in self._ignored(chosen):
            members[name] = made = self._member(name, self._names[name])
            setattr(cls, name, made)
            if made._name_ == name and self._listed(made):
                names.append(name)
        for name, value in self._names.items():
            if isinstance(value, nonmember):
                setattr(cls, name, value.value)
        if members:
            # Looking up a value calls the class: that finds, and makes nothing.
            cls.__new__ = _found
            cls.__init__ = _nothing

    def _ignored(self, names):
        ignored = self._names.get("_ignore_", ())
        if isinstance(ignored, str):
            ignored = ignored.replace(",", " ").split()
        return [name for name in names if name not in ignored]

    def _listed(self, made):
        value = made._value_
        return not self._cls._is_flag_ or (value > 0 and not value & (value - 1))

    def _member(self, name, value):
        if isinstance(value, member):
            value = value.value
        if isinstance(value, auto):
            value = self._generated(name)
        made = self._made(value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        value = made._value_
        if same := self._same(value):
            return same
        made._name_ = name
        made._sort_order_ = len(self._members)
        self._members.append(made)
        try:
            self._by_value[value] = made
        except TypeError:
            pass
        return made

    def _made(self, value):
        cls = self._cls
        args = value if isinstance(value, tuple) else (value,)
        if self._new:
            made = self._new(cls, *args)
        else:
            made = object.__new__(cls)
            if base := _built_in_base(cls):
                super(cls, made).__init__(*args)
                if base is not object and not hasattr(made, "_value_"):
                    made._value_ = base(*args)
        if "__init__" in self._names or _own_init(cls):
            self._init(made, *args)
        return made

    def _same(self, value):
        for made in self._members:
            if made._value_ == value and type(made._value_) is type(value):
                return made
        return None

    def _generated(self, name):
        values = [made._value_ for made in self._members]
        generate = self._next or self._cls._generate_next_value_
        return generate(name, 1, len(values), values)


def _built_in_base(cls):
    for base in cls.__bases__:
        if base in (int, str, bytes, float, tuple):
            return base
        if found := _built_in_base(base):
            return found
    return None


def _own_init(cls):
    for base in cls.__bases__:
        if base not in (Enum, object) and (
            "__init__" in base.__dict__ or _own_init(base)
        ):
            return True
    return False


def _nothing(self, *args):
    pass


def _found(cls, value):
    if isinstance(value, cls):
        return value
    if (made := _lookup(cls, value)) is not None:
        return made
    made = cls._missing_(value)
    if isinstance(made, cls):
        return made
    raise ValueError(f"{value!r} is not a valid {cls.__name__}")


def _lookup(cls, value):
    try:
        if (made := cls._value2member_map_.get(value)) is not None:
            return made
    except TypeError:
        pass
    for made in cls._member_map_.values():
        if made._value_ == value:
            return made
    return None


class Enum:
    _metaclass = EnumType
    _member_map_ = __members__ = {}
    _member_names_ = []
    _is_flag_ = False

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return max(last_values) + 1 if last_values else start

    @classmethod
    def _missing_(cls, value):
        return None

    @classmethod
    def __class_getitem__(cls, name):
        return cls._member_map_[name]

    @classmethod
    def __class_len__(cls):
        return len(cls._member_names_)

    @classmethod
    def __class_iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    @_builtin_property
    def name(self):
        return self._name_

    @_builtin_property
    def value(self):
        return self._value_

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class _Number:
    # MicroPython gives the operators of a built-in base one built-in operand only.
    def __hash__(self):
        return hash(self._value_)

    def __eq__(self, other):
        return self._value_ == _plain(other)

    def __lt__(self, other):
        return self._value_ < _plain(other)

    def __le__(self, other):
        return self._value_ <= _plain(other)

    def __gt__(self, other):
        return self._value_ > _plain(other)

    def __ge__(self, other):
        return self._value_ >= _plain(other)

    def __str__(self):
        return str(self._value_)

    def __repr__(self):
        return Enum.__repr__(self)


def _plain(value):
    return value._value_ if isinstance(value, Enum) else value


class IntEnum(_Number, ReprEnum, int):
    def __add__(self, other):
        return self._value_ + _plain(other)

    def __radd__(self, other):
        return other + self._value_

    def __sub__(self, other):
        return self._value_ - _plain(other)

    def __rsub__(self, other):
        return other - self._value_

    def __mul__(self, other):
        return self._value_ * _plain(other)

    def __rmul__(self, other):
        return other * self._value_

    def __or__(self, other):
        return self._value_ | _plain(other)

    def __and__(self, other):
        return self._value_ & _plain(other)


class StrEnum(_Number, ReprEnum, str):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __add__(self, other):
        return self._value_ + _plain(other)


class FlagBoundary(StrEnum):
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = (
    FlagBoundary.STRICT,
    FlagBoundary.CONFORM,
    FlagBoundary.EJECT,
    FlagBoundary.KEEP,
)


class Flag(Enum):
    _is_flag_ = True

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        highest = max(last_values) if last_values else 0
        bit = 1
        while bit <= highest:
            bit <<= 1
        return bit

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            return None
        every = cls._every()
        if value < 0:
            value &= every
            if (made := _lookup(cls, value)) is not None:
                return made
        if value & ~every:
            return None
        made = object.__new__(cls)
        if _built_in_base(cls):
            super(cls, made).__init__(value)
        names = [n for n in cls._member_names_ if cls._member_map_[n]._value_ & value]
        made._value_, made._name_ = value, "|".join(names) or None
        cls._value2member_map_[value] = made
        return made

    @classmethod
    def _every(cls):
        every = 0
        for made in cls._member_map_.values():
            every |= made._value_
        return every

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for made in type(self):
            if made._value_ & self._value_:
                yield made

    def __len__(self):
        return sum(1 for _ in self)

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        return type(self)(self._value_ | _plain(other))

    def __and__(self, other):
        return type(self)(self._value_ & _plain(other))

    def __xor__(self, other):
        return type(self)(self._value_ ^ _plain(other))

    def __invert__(self):
        return type(self)(~self._value_ & type(self)._every())

    def __hash__(self):
        return hash(self._value_)

    def __repr__(self):
        cls = type(self).__name__
        if self._name_ is None:
            return f"<{cls}: {self._value_!r}>"
        return f"<{cls}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        cls = type(self).__name__
        return (
            f"{cls}({self._value_!r})"
            if self._name_ is None
            else f"{cls}.{self._name_}"
        )


class IntFlag(_Number, Flag, int):
    def __repr__(self):
        return Flag.__repr__(self)


def unique(cls):
    doubled = [(n, m._name_) for n, m in cls._member_map_.items() if n != m._name_]
    if doubled:
        shown = ", ".join(f"{alias} -> {name}" for alias, name in doubled)
        raise ValueError(f"duplicate values found in <enum '{cls.__name__}'>: {shown}")
    return cls
