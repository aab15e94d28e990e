# SPDX-License-Identifier: ISC
"""The bindings' drivers against hosts that lie."""
