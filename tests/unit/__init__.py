# SPDX-License-Identifier: ISC
"""Unit tests: test_<module>.py for each module."""
