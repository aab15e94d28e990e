# SPDX-License-Identifier: ISC
import bisect

values = [1, 3, 3, 5]
for x in range(7):
    print(
        bisect.bisect_left(values, x),
        bisect.bisect_right(values, x),
        bisect.bisect(values, x),
    )
print(bisect.bisect(values, 3, 0, 2), bisect.bisect_left(values, 9, lo=1))
bisect.insort(values, 4)
bisect.insort_left(values, 0)
print(values)
pairs = [(1, "a"), (3, "b")]
bisect.insort(pairs, (2, "c"), key=lambda pair: pair[0])
print(pairs, bisect.bisect_left(pairs, 3, key=lambda pair: pair[0]))
try:
    bisect.bisect(values, 1, -1)
except ValueError as error:
    print(error)
