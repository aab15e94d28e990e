# SPDX-License-Identifier: ISC
import asyncio
import io
import unittest


class Sums(unittest.TestCase):
    log = []

    @classmethod
    def setUpClass(cls):
        cls.log.append("class up")

    @classmethod
    def tearDownClass(cls):
        cls.log.append("class down")

    def setUp(self):
        self.log.append("up")
        self.addCleanup(self.log.append, "cleanup")

    def tearDown(self):
        self.log.append("down")

    def test_equal(self):
        self.assertEqual(1 + 1, 2)
        self.assertNotEqual(1, 2)
        self.assertTrue([1])
        self.assertFalse("")
        self.assertIs(None, None)
        self.assertIsNot([], [])
        self.assertIsNone(None)
        self.assertIsNotNone(0)
        self.assertIn(1, [1])
        self.assertNotIn(2, [1])
        self.assertIsInstance(1, int)
        self.assertNotIsInstance(1, str)
        self.assertLess(1, 2)
        self.assertLessEqual(2, 2)
        self.assertGreater(2, 1)
        self.assertGreaterEqual(2, 2)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertNotAlmostEqual(1, 1.1)
        self.assertAlmostEqual(1, 1.5, delta=0.5)
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertRegex("abc", "b.")
        self.assertDictEqual({"a": 1}, {"a": 1})
        self.assertListEqual([1], [1])

    def test_fails(self):
        self.assertEqual(1, 2, "note")

    def test_breaks(self):
        raise KeyError("x")

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as caught:
            1 / 0
        self.assertIsInstance(caught.exception, ZeroDivisionError)
        self.assertRaises(ValueError, int, "x")
        with self.assertRaisesRegex(ValueError, "wro"):
            raise ValueError("wrong")

    def test_not_raised(self):
        with self.assertRaises(ValueError):
            pass

    @unittest.skip("later")
    def test_skipped(self):
        raise RuntimeError

    @unittest.skipIf(True, "if")
    def test_skipped_if(self):
        raise RuntimeError

    @unittest.skipUnless(True, "unless")
    def test_not_skipped(self):
        self.skipTest("inside")

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("so it is")

    def test_parts(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertNotEqual(n, 1)


class Waits(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.n = 1

    async def test_waits(self):
        await asyncio.sleep(0)
        self.assertEqual(self.n, 1)


@unittest.skip("all of it")
class Never(unittest.TestCase):
    def test_never(self):
        raise RuntimeError


loader = unittest.TestLoader()
suite = unittest.TestSuite(
    [
        loader.loadTestsFromTestCase(Sums),
        loader.loadTestsFromTestCase(Waits),
        loader.loadTestsFromTestCase(Never),
    ]
)
out = io.StringIO()
result = unittest.TextTestRunner(stream=out).run(suite)
print(result.testsRun, result.wasSuccessful(), suite.countTestCases())
print(
    sorted(str(case).split(" ")[0] for case, _ in result.failures),
    sorted(str(case).split(" ")[0] for case, _ in result.errors),
)
print(
    sorted(reason for _, reason in result.skipped),
    len(result.expectedFailures),
    len(result.unexpectedSuccesses),
)
print(Sums.log[:4], Sums.log[-1], Sums.log.count("up"), Sums.log.count("cleanup"))
print(
    out.getvalue().strip().split("\n")[-1],
    "AssertionError: 1 != 2 : note" in out.getvalue(),
    "FAIL: test_fails" in out.getvalue(),
)
good = unittest.TextTestRunner(stream=io.StringIO()).run(
    loader.loadTestsFromTestCase(Waits)
)
print(good.wasSuccessful(), loader.getTestCaseNames(Waits))
