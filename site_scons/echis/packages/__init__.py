# SPDX-License-Identifier: ISC
"""Packages of an application: from what ``config.py`` asks for to frozen modules."""
