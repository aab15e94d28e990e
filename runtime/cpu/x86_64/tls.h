/* SPDX-License-Identifier: ISC */
/* Thread-local storage, variant II: the variables end where the thread
 * pointer points, and there lies a pointer to itself. All sizes are multiples
 * of align. */
#ifndef CPU_TLS_H
#define CPU_TLS_H

#include <stdint.h>

static inline uintptr_t tls_block_size(uintptr_t size, uintptr_t align)
{
    (void)align;
    return size + sizeof(uintptr_t);
}

static inline uintptr_t tls_thread_pointer(uintptr_t block, uintptr_t size)
{
    return block + size;
}

static inline uintptr_t tls_data(uintptr_t tp, uintptr_t size, uintptr_t align)
{
    (void)align;
    return tp - size;
}

#endif
