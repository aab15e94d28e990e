# SPDX-License-Identifier: ISC
# contextlib. Without asynccontextmanager: MicroPython has no asynchronous generators.

from functools import partial


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return None


class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, trace):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, function):
        return _Decorated(self, function)


class _Decorated:
    def __init__(self, manager, function):
        self._manager, self._function = manager, function

    def __call__(self, *args, **keywords):
        with self._manager._recreate_cm():
            return self._function(*args, **keywords)

    def __get__(self, obj, owner):
        return self if obj is None else partial(self, obj)


class _FromGenerator(AbstractContextManager, ContextDecorator):
    def __init__(self, function, args, keywords):
        self._made_by = function, args, keywords
        self._generator = function(*args, **keywords)

    def _recreate_cm(self):
        return _FromGenerator(*self._made_by)

    def __enter__(self):
        try:
            return next(self._generator)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, error, trace):
        if kind is None:
            return self._finish()
        if error is None:
            error = kind()
        try:
            self._generator.throw(error)
        except StopIteration as end:
            return end is not error
        except BaseException as raised:
            if raised is error:
                return False
            raise
        self._generator.close()
        raise RuntimeError("generator didn't stop after throw()")

    def _finish(self):
        try:
            next(self._generator)
        except StopIteration:
            return False
        self._generator.close()
        raise RuntimeError("generator didn't stop")


class _Maker:
    def __init__(self, function):
        self._function = function

    def __call__(self, *args, **keywords):
        return _FromGenerator(self._function, args, keywords)

    def __get__(self, obj, owner):
        return self if obj is None else partial(self, obj)


def contextmanager(function):
    return _Maker(function)


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, kind, error, trace):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, kind, error, trace):
        await self.thing.aclose()


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    async def __aenter__(self):
        return self.enter_result


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, error, trace):
        return kind is not None and issubclass(kind, self._exceptions)


class _Stack:
    def __init__(self):
        self._exits = []

    def pop_all(self):
        other = type(self)()
        other._exits, self._exits = self._exits, []
        return other

    def callback(self, function, *args, **keywords):
        def run(kind, error, trace):
            function(*args, **keywords)

        self._exits.append((False, run))
        return function

    def push(self, exit):
        leave = getattr(exit, "__exit__", exit)
        self._exits.append((False, leave))
        return exit

    def enter_context(self, manager):
        leave = manager.__exit__
        value = manager.__enter__()
        self._exits.append((False, leave))
        return value


class ExitStack(_Stack, AbstractContextManager):
    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, error, trace):
        pending, stopped = error, False
        while self._exits:
            _, leave = self._exits.pop()
            try:
                if leave(pending and type(pending), pending, trace):
                    pending, stopped = None, True
            except BaseException as raised:
                pending, stopped = raised, False
        if pending is not None and pending is not error:
            raise pending
        return stopped


class AsyncExitStack(_Stack, AbstractAsyncContextManager):
    def push_async_exit(self, exit):
        leave = getattr(exit, "__aexit__", exit)
        self._exits.append((True, leave))
        return exit

    def push_async_callback(self, function, *args, **keywords):
        async def run(kind, error, trace):
            await function(*args, **keywords)

        self._exits.append((True, run))
        return function

    async def enter_async_context(self, manager):
        leave = manager.__aexit__
        value = await manager.__aenter__()
        self._exits.append((True, leave))
        return value

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aexit__(self, kind, error, trace):
        pending, stopped = error, False
        while self._exits:
            waits, leave = self._exits.pop()
            try:
                done = leave(pending and type(pending), pending, trace)
                if await done if waits else done:
                    pending, stopped = None, True
            except BaseException as raised:
                pending, stopped = raised, False
        if pending is not None and pending is not error:
            raise pending
        return stopped
