# SPDX-License-Identifier: ISC
# MicroPython's own module, in place of the standard library's.
from uhashlib import *
