# SPDX-License-Identifier: ISC
# typing.NamedTuple as the base of a class. The build writes the annotated names into
# the class as __fields__ (see site_scons/echis/fields.py).

from ucollections import namedtuple


class _NamedTuple:
    # As a base it is called for the class, with name, bases and names of the body; by
    # itself with a name and pairs.
    def __new__(cls, *made):
        if not made:
            return object.__new__(cls)
        name, _, names = made
        if "__fields__" not in names:
            raise TypeError(
                f"{name}: its source is not frozen, so no fields are known; use "
                f'NamedTuple("{name}", [(field, type), ...])'
            )
        return _class(name, names)

    def __call__(self, name, fields=(), **types):
        names = [field for field, _ in fields] or sorted(types)
        return namedtuple(name, names)


NamedTuple = _NamedTuple()


def _class(name, names):
    fields = names["__fields__"]
    defaults = {field: names.pop(field) for field in fields if field in names}
    body = {field: _property(at) for at, field in enumerate(fields)}
    body["_fields"], body["_field_defaults"] = fields, defaults
    body.update(names)
    return type(name, (_Tuple,), body)


def _property(at):
    return property(lambda self: self[at])


class _Tuple(tuple):
    def __init__(self, *values, **named):
        super().__init__(self._filled(values, named))

    def _filled(self, values, named):
        name = type(self).__name__
        if len(values) > len(self._fields):
            raise TypeError(
                f"{name}() takes {len(self._fields)} values, not {len(values)}"
            )
        values = list(values)
        for field in self._fields[len(values) :]:
            if field in named:
                values.append(named.pop(field))
            elif field in self._field_defaults:
                values.append(self._field_defaults[field])
            else:
                raise TypeError(f"{name}() misses the argument {field!r}")
        for unknown in named:
            raise TypeError(f"{name}() got an unexpected argument {unknown!r}")
        return values

    @classmethod
    def _make(cls, values):
        return cls(*values)

    def _asdict(self):
        return {field: self[at] for at, field in enumerate(self._fields)}

    def _replace(self, **changes):
        values = [changes.pop(f, self[at]) for at, f in enumerate(self._fields)]
        for unknown in changes:
            raise ValueError(f"Got unexpected field names: {[unknown]!r}")
        return type(self)(*values)

    def __repr__(self):
        shown = [f"{f}={self[at]!r}" for at, f in enumerate(self._fields)]
        return f"{type(self).__name__}({', '.join(shown)})"

    # Else print would find tuple's own first.
    __str__ = __repr__
