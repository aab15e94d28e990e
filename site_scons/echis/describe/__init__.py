# SPDX-License-Identifier: ISC
"""An application shown: as text, JSON, dot and a picture; and a context's flags."""
