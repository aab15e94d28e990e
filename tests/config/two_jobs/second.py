# SPDX-License-Identifier: ISC


def start():
    print("second")
