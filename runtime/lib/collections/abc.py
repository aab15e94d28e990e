# SPDX-License-Identifier: ISC
"""The names of `collections.abc`, for annotations; see typing.py for their limits."""

from typing import _form

AsyncGenerator = AsyncIterable = AsyncIterator = Awaitable = Coroutine = _form
Buffer = ByteString = Callable = Collection = Container = Generator = Hashable = _form
ItemsView = Iterable = Iterator = KeysView = Mapping = MappingView = _form
MutableMapping = MutableSequence = MutableSet = Reversible = Sequence = Set = _form
Sized = ValuesView = _form
