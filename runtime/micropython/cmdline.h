// SPDX-License-Identifier: ISC
// The command line in MirageOS's bootvar grammar: blanks separate, "..." and
// backslash quote.
#ifndef ECHIS_CMDLINE_H
#define ECHIS_CMDLINE_H

#include <stddef.h>

// Next argument of *text, copied into out (which must hold strlen(*text) + 1
// bytes); advances *text. Returns its length, or -1 when there is none left.
// A quote that is never closed ends with the line.
long cmdline_next(const char **text, char *out);

#endif
