/* SPDX-License-Identifier: ISC */
/* What the files of this target give start.c. */
#ifndef SPT_H
#define SPT_H

#include "spt_abi.h"

/* net.c: the tender's wait set. After manifest_init. */
void net_init(const struct spt_boot_info *boot);

#endif
