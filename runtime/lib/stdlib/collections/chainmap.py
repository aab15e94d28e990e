# SPDX-License-Identifier: ISC
# collections.ChainMap.


class ChainMap:
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return mapping[key]
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        if key not in self.maps[0]:
            raise KeyError(f"Key not found in the first mapping: {key!r}")
        del self.maps[0][key]

    def __contains__(self, key):
        return any(key in mapping for mapping in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __len__(self):
        return len(self._merged())

    def __iter__(self):
        return iter(self._merged())

    def _merged(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return merged

    def __eq__(self, other):
        return self._merged() == (
            other._merged() if isinstance(other, ChainMap) else other
        )

    def __repr__(self):
        return f"ChainMap({', '.join(map(repr, self.maps))})"

    def get(self, key, default=None):
        return self[key] if key in self else default

    def keys(self):
        return self._merged().keys()

    def values(self):
        return self._merged().values()

    def items(self):
        return self._merged().items()

    def pop(self, key, *default):
        return self.maps[0].pop(key, *default)

    def clear(self):
        self.maps[0].clear()

    def update(self, *args, **keywords):
        self.maps[0].update(*args, **keywords)

    def copy(self):
        return ChainMap(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **keywords):
        first = dict(m or {})
        first.update(keywords)
        return ChainMap(first if m is None or keywords else m, *self.maps)

    @property
    def parents(self):
        return ChainMap(*self.maps[1:])
