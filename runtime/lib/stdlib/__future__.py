# SPDX-License-Identifier: ISC
"""`from __future__ import …`: what CPython once lacked, and always holds here."""

absolute_import = division = generators = nested_scopes = True
print_function = unicode_literals = with_statement = True
# Annotations are not even kept, so nothing is evaluated.
annotations = True
