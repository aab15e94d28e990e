# SPDX-License-Identifier: ISC
"""The version of Echis."""

VERSION = "0.1.0"
