# SPDX-License-Identifier: ISC
"""`collections` with a module in it: the C module, for images with collections.abc."""

from ucollections import *
