# SPDX-License-Identifier: ISC
# Compiles a function when it runs, and fails as ../traceback does.

SOURCE = """
def share(whole, parts):
    return whole / parts
"""


def start():
    names = {}
    exec(SOURCE, names)
    print(names["share"](3, 2))
    names["share"](3, 0)
