/* SPDX-License-Identifier: ISC */
/* One-sentence messages to the person who started the tender. */
#ifndef TENDER_REPORT_H
#define TENDER_REPORT_H

/* Names the program at the start of every message. */
void report_as(const char *program);

/* One line on standard error. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The line, then exit status 1. */
_Noreturn void die(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* As die(), followed by the meaning of errno. */
_Noreturn void die_errno(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
