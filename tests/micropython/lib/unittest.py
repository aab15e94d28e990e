# SPDX-License-Identifier: ISC
# As much of unittest as MicroPython's own suite uses, for interpreters that come
# without one. It ends with the lines that upstream's runner looks for.
import sys

import __main__


class SkipTest(Exception):
    pass


def skipIf(condition, reason):
    def decorate(test):
        return _skipping(reason) if condition else test

    return decorate


def skipUnless(condition, reason):
    return skipIf(not condition, reason)


def _skipping(reason):
    def test(self):
        raise SkipTest(reason)

    return test


class _Raises:
    def __init__(self, expected):
        self.expected = expected
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, kind, exception, traceback):
        assert kind is not None, f"{self.expected.__name__} is not raised"
        self.exception = exception
        return issubclass(kind, self.expected)


class TestCase:
    @classmethod
    def setUpClass(cls):
        pass

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def assertEqual(self, first, second):
        assert first == second, f"{first!r} is not {second!r}"

    def assertIn(self, member, container):
        assert member in container, f"{member!r} is not in {container!r}"

    def assertIsInstance(self, value, kind):
        assert isinstance(value, kind), f"{value!r} is no {kind!r}"

    def assertRaises(self, expected, call=None, *args):
        raises = _Raises(expected)
        if call is None:
            return raises
        with raises:
            call(*args)
        return None


def main():
    outcomes = []
    for case in _cases(__main__):
        case.setUpClass()
        names = [name for name in sorted(dir(case)) if name.startswith("test")]
        outcomes += [_outcome(case, name) for name in names]
    wrong = {kind: outcomes.count(kind) for kind in ("FAIL", "ERROR", "skipped")}
    print("-" * 70)
    print(f"Ran {len(outcomes)} tests\n")
    if wrong["FAIL"] or wrong["ERROR"]:
        print(f"FAILED (failures={wrong['FAIL']}, errors={wrong['ERROR']})")
    else:
        print("OK" + (f" (skipped={wrong['skipped']})" if wrong["skipped"] else ""))


def _cases(module):
    values = [getattr(module, name) for name in sorted(dir(module))]
    classes = [value for value in values if isinstance(value, type)]
    return [kind for kind in classes if issubclass(kind, TestCase)]


def _outcome(case, name):
    outcome = _run(case(), name)
    print(f"{name} ({case.__name__}) ... {outcome}")
    return outcome


def _run(instance, name):
    try:
        instance.setUp()
        try:
            getattr(instance, name)()
        finally:
            instance.tearDown()
    except SkipTest:
        return "skipped"
    except AssertionError as error:
        sys.print_exception(error)
        return "FAIL"
    except Exception as error:
        sys.print_exception(error)
        return "ERROR"
    return "ok"
