# SPDX-License-Identifier: ISC
"""Figures: ratios of medians within one run, one file per figure."""
