# SPDX-License-Identifier: ISC
"""virtio drivers against devices that lie."""
