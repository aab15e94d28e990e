# SPDX-License-Identifier: ISC
"""The examples, built and run."""
