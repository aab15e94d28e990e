# SPDX-License-Identifier: ISC
from itertools import *

print(list(islice(count(3, 2), 4)), list(islice(count(), 2)))
print(list(islice(cycle("ab"), 5)), list(cycle("")))
print(list(repeat(7, 3)), list(islice(repeat(1), 2)), list(repeat(1, 0)))
print(list(accumulate([1, 2, 3])), list(accumulate([3, 1, 2], max)))
print(list(accumulate([1, 2], initial=10)), list(accumulate([])))
print(list(chain("ab", [1], ())), list(chain.from_iterable(["ab", "c"])))
both = chain([1], [2])
print(next(both), list(both), list(chain()))
print(list(compress("ABCD", [1, 0, 1])))
print(list(dropwhile(lambda n: n < 3, [1, 3, 1])), list(takewhile(str.isdigit, "12a3")))
print(list(filterfalse(lambda n: n % 2, range(6))), list(filterfalse(None, [0, 1, ""])))
print(list(starmap(pow, [(2, 3), (3, 2)])))
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise("")))
print(
    list(islice("abcdef", 2)),
    list(islice("abcdef", 2, 4)),
    list(islice("abcdef", 1, None, 2)),
)
print(list(islice("abc", None)), list(islice("abc", 0)), list(islice("abc", 5, 9)))
print(list(islice("abcdefgh", 1, 7, 3)), list(islice("abc", 2, 1)))
source = iter(range(10))
print(list(islice(source, 2, 2)), next(source))
source = iter(range(10))
print(list(islice(source, 1, 6, 3)), next(source))
for wrong in ((-1,), (0, -1), (0, 1, 0), (0, 1, -1)):
    try:
        islice("abc", *wrong)
        print("no error")
    except ValueError:
        print("ValueError")
print(list(zip_longest("ab", "wxyz", [], fillvalue="-")), list(zip_longest()))
one, two, three = tee([1, 2, 3], 3)
print(next(one), next(one), list(two), list(one), list(three))
for key, group in groupby([1, 1, 2, 3, 3, 1]):
    print(key, list(group), end=" ")
print([(k, len(list(g))) for k, g in groupby(["a", "bb", "cc", "d"], key=len)])
print([k for k, g in groupby("aabbc")])
groups = groupby("aab")
_, first = next(groups)
next(first)
_, second = next(groups)
print(list(first), list(second), list(groupby([])))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()))
print(list(product("ab", [])))
print(list(permutations("abc")), list(permutations([1, 2, 3], 2)))
print(list(permutations([1], 2)), list(permutations([], 0)), list(permutations("aa")))
print(
    list(combinations("abcd", 2)),
    list(combinations("ab", 3)),
    list(combinations("", 0)),
)
print(
    list(combinations_with_replacement("abc", 2)),
    list(combinations_with_replacement([], 1)),
)
