// SPDX-License-Identifier: ISC
// assert(): a failed one names its place on the console and aborts.
#undef assert
#ifdef NDEBUG
#define assert(condition) ((void)0)
#else
#define assert(condition)                                                      \
    ((condition) ? (void)0 : __assert_fail(#condition, __FILE__, __LINE__))
#endif

#ifndef ECHIS_LIBC_ASSERT_H
#define ECHIS_LIBC_ASSERT_H

#define static_assert _Static_assert

void __assert_fail(const char *condition, const char *file, int line)
    __attribute__((noreturn));

#endif
