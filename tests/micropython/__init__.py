# SPDX-License-Identifier: ISC
"""MicroPython's own test suite, run inside spt unikernels."""
