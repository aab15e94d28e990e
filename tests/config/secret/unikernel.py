# SPDX-License-Identifier: ISC
# Tells how long its secret is.
import key_gen


def start():
    print(len(key_gen.password()))
