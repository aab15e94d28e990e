/* SPDX-License-Identifier: ISC */
/* Linux tap interfaces. */
#ifndef TENDER_TAP_H
#define TENDER_TAP_H

#include <stdint.h>

struct tap {
    int fd;
    uint16_t mtu;
};

/* Opens the tap called (interface) or takes the descriptor @NUMBER, without
 * blocking; ends the tender with a sentence when that is not possible. */
struct tap tap_open(const char *interface);

#endif
