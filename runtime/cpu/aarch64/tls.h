/* SPDX-License-Identifier: ISC */
/* Thread-local storage, variant I: the thread pointer points at two words of
 * the run time's own, and the variables follow, aligned. All sizes are
 * multiples of align. */
#ifndef CPU_TLS_H
#define CPU_TLS_H

#include <stdint.h>

#define TLS_HEADER 16u

static inline uintptr_t tls_block_size(uintptr_t size, uintptr_t align)
{
    return (align > TLS_HEADER ? align : TLS_HEADER) + size;
}

static inline uintptr_t tls_thread_pointer(uintptr_t block, uintptr_t size)
{
    (void)size;
    return block;
}

static inline uintptr_t tls_data(uintptr_t tp, uintptr_t size, uintptr_t align)
{
    (void)size;
    return tp + (align > TLS_HEADER ? align : TLS_HEADER);
}

#endif
