# SPDX-License-Identifier: ISC
"""MirageOS 4.0's package, row by row: `tests/mirage_rows.toml` names the tests."""
