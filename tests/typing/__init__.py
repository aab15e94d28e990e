# SPDX-License-Identifier: ISC
"""Applications whose generated code is pinned, and which run as images."""
