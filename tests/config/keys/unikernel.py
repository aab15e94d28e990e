# SPDX-License-Identifier: ISC

import key_gen


def start():
    print(key_gen.hello(), key_gen.port(), key_gen.log_all(), sep="|")
    print(key_gen.cache(), key_gen.uri(), sep="|")
