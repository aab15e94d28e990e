# SPDX-License-Identifier: ISC
"""The property tests: every property on every claimed target and arch."""
