/* SPDX-License-Identifier: ISC */
/* Of targets whose only source of entropy is the CPU. */

#include "bindings.h"
#include "cpu.h"

const struct entropy_source entropy_sources[] = {
    { CPU_RANDOM, entropy_cpu_is_there, entropy_cpu_read },
    { NULL, NULL, NULL },
};
