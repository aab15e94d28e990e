# SPDX-License-Identifier: ISC
# The shortest program that says something.


def start():
    print("Hello World!")
