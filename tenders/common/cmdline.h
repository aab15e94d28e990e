/* SPDX-License-Identifier: ISC */
/* The guest's command line, in the grammar of MirageOS's boot variables. */
#ifndef TENDER_CMDLINE_H
#define TENDER_CMDLINE_H

#include <stddef.h>

/* Joins the arguments with blanks into (to), a string of at most (size) bytes
 * with its terminator. What the guest's parser would take apart is written
 * in double quotes, with a backslash before " and \. */
void cmdline_join(char *to, size_t size, char *const arguments[]);

#endif
