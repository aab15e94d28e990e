# SPDX-License-Identifier: ISC
"""The catalogue of devices: one file for each family, all of them data."""
