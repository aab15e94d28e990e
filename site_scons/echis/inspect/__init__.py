# SPDX-License-Identifier: ISC
"""What an image holds, asks for, and is made of: read from its ELF file.

``report.inspect`` reads one image, ``diff`` compares two, ``budget`` judges one;
``text`` and ``page`` show them. ``python -m echis.inspect`` is all of it.
"""
