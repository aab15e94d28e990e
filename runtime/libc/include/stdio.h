// SPDX-License-Identifier: ISC
// Formatted output to the console and to memory; MicroPython's
// shared/libc/printf.c defines it. There are no files.
#ifndef ECHIS_LIBC_STDIO_H
#define ECHIS_LIBC_STDIO_H

#include <stdarg.h>
#include <stddef.h>

int printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
int vprintf(const char *format, va_list args);
int snprintf(char *buf, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
int vsnprintf(char *buf, size_t size, const char *format, va_list args);
int putchar(int c);
int puts(const char *s);

#endif
