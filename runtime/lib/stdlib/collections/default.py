# SPDX-License-Identifier: ISC
# collections.defaultdict.


class defaultdict(dict):
    def __init__(self, default_factory=None, *args, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **keywords)
        self.default_factory = default_factory

    def __getitem__(self, key):
        try:
            return super().__getitem__(key)
        except KeyError:
            pass
        return self.__missing__(key)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        self[key] = value = self.default_factory()
        return value

    def __repr__(self):
        shown = "None" if self.default_factory is None else repr(self.default_factory)
        return f"defaultdict({shown}, {dict(self.items())!r})"

    # Else print would find dict's own first.
    __str__ = __repr__

    def copy(self):
        return type(self)(self.default_factory, self.items())

    __copy__ = copy
