# SPDX-License-Identifier: ISC
"""Descriptions of an image as a domain, for the tools that start virtual machines."""
