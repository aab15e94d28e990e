# SPDX-License-Identifier: ISC
# unittest, its core, so that a unikernel can test itself: cases, assertions, skips and
# main(). Tests run in the order of their names; one may be a coroutine.

import sys


class SkipTest(Exception):
    pass


class TestResult:
    def __init__(self):
        self.testsRun = 0
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)


class _Raises:
    def __init__(self, case, expected, regex=None, msg=None):
        self._case, self._expected = case, expected
        self._regex, self._msg = regex, msg

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            name = getattr(self._expected, "__name__", str(self._expected))
            self._case.fail(self._case._said(self._msg, f"{name} not raised"))
        if not issubclass(kind, self._expected):
            return False
        self.exception = error
        if self._regex is not None:
            self._case.assertRegex(str(error), self._regex)
        return True


class TestCase:
    failureException = AssertionError

    def __init__(self, methodName="runTest"):
        self._name = methodName
        self._cleanups = []
        self._subtests = []

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def id(self):
        return f"{type(self).__name__}.{self._name}"

    def __str__(self):
        return f"{self._name} ({type(self).__name__})"

    def addCleanup(self, function, *args, **keywords):
        self._cleanups.append((function, args, keywords))

    def doCleanups(self):
        while self._cleanups:
            function, args, keywords = self._cleanups.pop()
            function(*args, **keywords)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def subTest(self, msg=None, **values):
        shown = ", ".join([f"{name}={values[name]!r}" for name in sorted(values)])
        return _SubTest(self, f"{msg or ''} {shown}".strip())

    def _said(self, msg, text):
        return text if msg is None else f"{text} : {msg}"

    def _check(self, true, msg, text):
        if not true:
            self.fail(self._said(msg, text))

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, msg, f"{first!r} != {second!r}")

    assertListEqual = assertTupleEqual = assertSetEqual = assertEqual
    assertDictEqual = assertSequenceEqual = assertMultiLineEqual = assertEqual

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, f"{first!r} == {second!r}")

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, f"{expr!r} is not true")

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, f"{expr!r} is not false")

    def assertIs(self, first, second, msg=None):
        self._check(first is second, msg, f"{first!r} is not {second!r}")

    def assertIsNot(self, first, second, msg=None):
        self._check(first is not second, msg, f"unexpectedly identical: {first!r}")

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, f"{obj!r} is not None")

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, f"{member!r} not found in {container!r}")

    def assertNotIn(self, member, container, msg=None):
        text = f"{member!r} unexpectedly found in {container!r}"
        self._check(member not in container, msg, text)

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, f"{obj!r} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, f"{obj!r} is an instance of {cls!r}")

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, f"{a!r} not less than {b!r}")

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, f"{a!r} not less than or equal to {b!r}")

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, f"{a!r} not greater than {b!r}")

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, f"{a!r} not greater than or equal to {b!r}")

    def assertAlmostEqual(self, first, second, places=7, msg=None, delta=None):
        near = self._near(first, second, places, delta)
        self._check(near, msg, f"{first!r} != {second!r} within {delta or places}")

    def assertNotAlmostEqual(self, first, second, places=7, msg=None, delta=None):
        near = self._near(first, second, places, delta)
        self._check(not near, msg, f"{first!r} == {second!r} within {delta or places}")

    def _near(self, first, second, places, delta):
        if first == second:
            return True
        difference = abs(first - second)
        return (
            difference <= delta if delta is not None else round(difference, places) == 0
        )

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        for value in first:
            self._check(value in rest, msg, f"{value!r} is not in both")
            rest.remove(value)
        self._check(not rest, msg, f"{rest!r} is not in both")

    def assertRegex(self, text, expected_regex, msg=None):
        import re

        found = re.search(expected_regex, text)
        self._check(found, msg, f"{expected_regex!r} not found in {text!r}")

    def assertRaises(self, expected, callable=None, *args, **keywords):
        context = _Raises(self, expected, None, keywords.pop("msg", None))
        if callable is None:
            return context
        with context:
            callable(*args, **keywords)
        return None

    def assertRaisesRegex(
        self, expected, expected_regex, callable=None, *args, **keywords
    ):
        context = _Raises(self, expected, expected_regex)
        if callable is None:
            return context
        with context:
            callable(*args, **keywords)
        return None

    def run(self, result=None):
        result = result or TestResult()
        result.testsRun += 1
        try:
            self._run(result)
        except SkipTest as skip:
            result.skipped.append((self, str(skip)))
        except self.failureException as error:
            result.failures.append((self, error))
        except Exception as error:
            result.errors.append((self, error))
        self.doCleanups()
        result.failures.extend([(self, error) for error in self._subtests])
        return result

    def _run(self, result):
        method = getattr(self, self._name)
        reason = getattr(method, "skips", getattr(self, "skips", None))
        if reason is not None:
            raise SkipTest(reason)
        self.setUp()
        try:
            if isinstance(method, _Expected):
                self._run_expected(method.function, result)
            else:
                self._call(method)
        finally:
            self.tearDown()

    def _run_expected(self, function, result):
        try:
            function(self)
        except SkipTest:
            raise
        except Exception as error:
            result.expectedFailures.append((self, error))
            return
        result.unexpectedSuccesses.append(self)

    def _call(self, method):
        method()


class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def _call(self, method):
        import asyncio

        asyncio.run(self._around(method))

    async def _around(self, method):
        await self.asyncSetUp()
        try:
            done = method()
            if hasattr(done, "send"):
                await done
        finally:
            await self.asyncTearDown()


class _SubTest:
    def __init__(self, case, shown):
        self._case, self._shown = case, shown

    def __enter__(self):
        pass

    def __exit__(self, kind, error, trace):
        if (
            kind is None
            or issubclass(kind, SkipTest)
            or not issubclass(kind, Exception)
        ):
            return False
        self._case._subtests.append(AssertionError(f"({self._shown}) {error}"))
        return True


class _Expected:
    def __init__(self, function):
        self.function = function


def expectedFailure(function):
    return _Expected(function)


class _Skipped:
    def __init__(self, reason):
        self.skips = reason


def skip(reason):
    def mark(item):
        # A class is skipped with all its tests.
        if not isinstance(item, type):
            return _Skipped(reason)
        item.skips = reason
        return item

    return mark


def skipIf(condition, reason):
    return skip(reason) if condition else lambda function: function


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        self._tests.extend(tests)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum([getattr(t, "countTestCases", lambda: 1)() for t in self._tests])

    def run(self, result):
        before = None
        for test in self._tests:
            if isinstance(test, TestCase) and type(test) is not before:
                if before:
                    before.tearDownClass()
                before = type(test)
                before.setUpClass()
            test.run(result)
        if before:
            before.tearDownClass()
        return result


class TestLoader:
    testMethodPrefix = "test"

    def getTestCaseNames(self, cls):
        return sorted(
            [name for name in dir(cls) if name.startswith(self.testMethodPrefix)]
        )

    def loadTestsFromTestCase(self, cls):
        return TestSuite([cls(name) for name in self.getTestCaseNames(cls)])

    def loadTestsFromModule(self, module):
        suite = TestSuite()
        for name in sorted(dir(module)):
            found = getattr(module, name)
            if isinstance(found, type) and issubclass(found, TestCase):
                suite.addTest(self.loadTestsFromTestCase(found))
        return suite


defaultTestLoader = TestLoader()


class TextTestRunner:
    def __init__(self, stream=None, verbosity=1, **ignored):
        self._stream = stream or sys.stderr
        self._verbosity = verbosity

    def run(self, test):
        result = test.run(TestResult())
        for kind, found in (("ERROR", result.errors), ("FAIL", result.failures)):
            for case, error in found:
                self._stream.write(f"{kind}: {case}\n")
                sys.print_exception(error, self._stream)
        for case, reason in result.skipped if self._verbosity > 1 else ():
            self._stream.write(f"SKIPPED: {case}: {reason}\n")
        many = "" if result.testsRun == 1 else "s"
        self._stream.write(f"Ran {result.testsRun} test{many}\n")
        self._stream.write(_verdict(result) + "\n")
        return result


def _verdict(result):
    counts = [
        ("failures", result.failures),
        ("errors", result.errors),
        ("skipped", result.skipped),
        ("expected failures", result.expectedFailures),
        ("unexpected successes", result.unexpectedSuccesses),
    ]
    shown = ", ".join([f"{name}={len(found)}" for name, found in counts if found])
    word = "OK" if result.wasSuccessful() else "FAILED"
    return f"{word} ({shown})" if shown else word


def main(module="__main__", exit=True, verbosity=1, **ignored):
    module = sys.modules[module] if isinstance(module, str) else module
    suite = defaultTestLoader.loadTestsFromModule(module)
    result = TextTestRunner(verbosity=verbosity).run(suite)
    if exit:
        sys.exit(not result.wasSuccessful())
    return result
