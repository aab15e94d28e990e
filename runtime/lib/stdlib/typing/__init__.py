# SPDX-License-Identifier: ISC
"""The names of `typing`, for annotations.

MicroPython keeps no annotations: what a type checker alone looks at does nothing
here. What would have to look at annotations, or at the shape of a class, raises
TypeError where CPython would not. Names that are not here cannot be imported.
"""

TYPE_CHECKING = False
Text = str


class _Form:
    """Any special form: subscripts and `|` give it again.

    As the first base of a class it takes part in nothing: like a metaclass's, its
    type is called for the class, with name, bases and namespace.
    """

    def __new__(cls, *made):
        if not made:
            return object.__new__(cls)
        name, bases, namespace = made
        real = tuple(base for base in bases if isinstance(base, type))
        return type(name, real or (object,), namespace)

    def __getitem__(self, _):
        return self

    def __or__(self, _):
        return self

    __ror__ = __or__

    def __call__(self, *_, **__):
        raise TypeError("a name of typing is only for annotations")


_form = _Form()

Annotated = Any = AnyStr = ClassVar = Concatenate = Final = Literal = _form
LiteralString = Never = NoReturn = NotRequired = Optional = Required = Self = _form
TypeAlias = TypeGuard = Union = Unpack = _form
DefaultDict = Deque = Dict = FrozenSet = List = OrderedDict = Set = Tuple = Type = _form
AsyncGenerator = AsyncIterable = AsyncIterator = Awaitable = Coroutine = _form
Callable = Collection = Container = Generator = Hashable = Iterable = _form
Iterator = Mapping = MutableMapping = MutableSequence = MutableSet = _form
Reversible = Sequence = Sized = _form
IO = BinaryIO = TextIO = _form
SupportsAbs = SupportsBytes = SupportsFloat = SupportsInt = SupportsRound = _form


class Protocol:
    """The base of a protocol; a generic one is `class P(Protocol, Generic[T])`."""


class _Generic:
    """What `Generic[T]` is: a base, wherever it stands among others."""


class _GenericForm:
    def __getitem__(self, _):
        return _Generic


Generic = _GenericForm()


TypedDict = dict


def TypeVar(name, *_, **__):
    return _form


ParamSpec = TypeVarTuple = TypeVar


def NewType(name, base):
    return lambda value: value


def cast(_, value):
    return value


def assert_type(value, _):
    return value


def assert_never(value):
    raise AssertionError("expected code to be unreachable, but got " + repr(value))


def overload(function):
    return function


final = no_type_check = override = reveal_type = overload


def runtime_checkable(cls):
    raise TypeError(cls.__name__ + ": isinstance cannot look at a protocol here")


_attrs = {"NamedTuple": "named_tuple"}


def __getattr__(name):
    if name not in _attrs:
        raise AttributeError(name)
    try:
        module = __import__(_attrs[name], None, None, True, 1)
    except ImportError:
        # Nothing in this image names it.
        raise AttributeError(name) from None
    globals()[name] = value = getattr(module, name)
    return value
