# SPDX-License-Identifier: ISC
"""The tests of Echis: a package, so that `python -m tests.lab` works."""
