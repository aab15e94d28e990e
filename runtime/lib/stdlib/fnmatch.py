# SPDX-License-Identifier: ISC
# fnmatch: shell patterns with *, ?, [abc], [a-z] and [!abc].


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def fnmatchcase(name, pat):
    # Where a star took too little, go back to it and let it take one more.
    at = pattern_at = 0
    star, taken = -1, 0
    while at < len(name):
        size = _matches(name[at], pat, pattern_at)
        if pat[pattern_at : pattern_at + 1] == "*":
            star, taken = pattern_at, at
            pattern_at += 1
        elif size:
            at += 1
            pattern_at += size
        elif star >= 0:
            taken += 1
            at, pattern_at = taken, star + 1
        else:
            return False
    return not pat[pattern_at:].strip("*")


def _matches(char, pat, at):
    # How much of the pattern the character used up; nothing if it does not match.
    if at >= len(pat):
        return 0
    if (
        pat[at] == "["
        and (end := pat.find("]", at + 2 + (pat[at + 1 : at + 2] == "!"))) > 0
    ):
        inside = pat[at + 1 : end]
        wanted = inside[:1] != "!"
        return (
            end + 1 - at if _in(char, inside if wanted else inside[1:]) == wanted else 0
        )
    return 1 if pat[at] in ("?", char) else 0


def _in(char, inside):
    at = 0
    while at < len(inside):
        if inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            if inside[at] <= char <= inside[at + 2]:
                return True
            at += 3
        else:
            if inside[at] == char:
                return True
            at += 1
    return False
