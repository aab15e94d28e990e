/* SPDX-License-Identifier: ISC */
/* Blocks of thread-local variables, laid out as the linker assumes for the
 * local-exec model; where the thread pointer is relative to them is in the
 * CPU's tls.h. */

#include <string.h>

#include "bindings.h"
#include "tls.h"

/* Of PT_TLS. The sizes are absolute symbols: their address is the value. */
extern char _tls_data[], _tls_data_size[], _tls_size[], _tls_align[];

#define DATA_SIZE ((uintptr_t)_tls_data_size)
#define SIZE ((uintptr_t)_tls_size)
#define ALIGN ((uintptr_t)_tls_align)

static uintptr_t align_up(uintptr_t x)
{
    return (x + ALIGN - 1) & -ALIGN;
}

size_t solo5_tls_size(void)
{
    return ALIGN - 1 + tls_block_size(align_up(SIZE), ALIGN);
}

uintptr_t solo5_tls_tp_offset(uintptr_t tls)
{
    return tls_thread_pointer(align_up(tls), align_up(SIZE));
}

solo5_result_t solo5_tls_init(uintptr_t tls)
{
    if (tls == 0)
        return SOLO5_R_EINVAL;
    uintptr_t tp = solo5_tls_tp_offset(tls);
    char *data = (char *)tls_data(tp, align_up(SIZE), ALIGN);
    memcpy(data, _tls_data, DATA_SIZE);
    memset(data + DATA_SIZE, 0, SIZE - DATA_SIZE);
    memcpy((void *)tp, &tp, sizeof tp);
    return SOLO5_R_OK;
}

solo5_result_t solo5_set_tls_base(uintptr_t base)
{
    return platform_set_tls_base(base) ? SOLO5_R_OK : SOLO5_R_EINVAL;
}
