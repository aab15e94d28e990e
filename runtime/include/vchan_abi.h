/* SPDX-License-Identifier: ISC */
/* The page that the server of a vchan shares, as libxenvchan.h of Xen has it,
 * which includes a header of hosts. */
#ifndef VCHAN_ABI_H
#define VCHAN_ABI_H

#include <stddef.h>
#include <stdint.h>

struct vchan_indices {
    uint32_t consumed, produced;
};

struct vchan_interface {
    struct vchan_indices left, right; /* from the client, to the client */
    uint16_t left_order, right_order;
    uint8_t client_live, server_live;
    uint8_t client_notify, server_notify;
    uint32_t grants[]; /* of the rings that are not in this page */
};

_Static_assert(offsetof(struct vchan_interface, grants) == 24, "vchan");

/* Whoever does such a thing is asked to send an event. */
#define VCHAN_NOTIFY_WRITE 1u
#define VCHAN_NOTIFY_READ 2u

/* Rings of orders below a page's are in the first page, at their own size. */
#define VCHAN_ORDER_LEAST 10u
#define VCHAN_ORDER_PAGE 12u

#endif
