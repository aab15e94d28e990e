# SPDX-License-Identifier: ISC
# binascii: MicroPython's, and the names of its errors.

from ubinascii import *


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


b2a_hex = hexlify
a2b_hex = unhexlify
