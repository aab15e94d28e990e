# SPDX-License-Identifier: ISC
"""Types of an application, before anything of it is compiled.

``config.py`` is checked strictly, against CPython's standard library and ``echis``.
The application's modules are checked against the modules that an image can have:
MicroPython's published stubs, and the Python of ``runtime/lib``. ``start`` is checked
against its functor type. What is found is told at lines of the user's own files.
"""
