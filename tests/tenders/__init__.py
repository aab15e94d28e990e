# SPDX-License-Identifier: ISC
"""Tests of the tenders, with small guests of their own."""
