# SPDX-License-Identifier: ISC
# Prints a float and fails: the traceback names both functions and their lines.


def share(whole, parts):
    return whole / parts


def start():
    print(share(3, 2))
    share(3, 0)
