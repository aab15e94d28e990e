# SPDX-License-Identifier: ISC
"""Bootable disks: an image, what boots it, and the forms that clouds take."""
