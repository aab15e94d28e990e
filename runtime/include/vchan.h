/* SPDX-License-Identifier: ISC */
/* Channels of bytes to another domain of Xen, of which it is the server; on
 * target xen only (libxenvchan's protocol, xen/include/public/io/libxenvchan.h
 * of Xen). Nothing here waits: solo5_yield returns when a channel moved. */
#ifndef VCHAN_H
#define VCHAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The rings of a channel take a page at most each way, or some pages more. */
#define VCHAN_RING_PAGES 4u
#define VCHAN_PAGES (1u + 2u * VCHAN_RING_PAGES)

struct vchan_ring {
    volatile uint32_t *consumed, *produced;
    char *bytes;
    uint32_t size;
};

struct vchan {
    volatile void *interface;
    struct vchan_ring in, out;
    uint32_t port;
};

enum vchan_result {
    VCHAN_OK,
    VCHAN_NOT_YET, /* the other domain has not offered it so far */
    VCHAN_BROKEN   /* what it offers is none */
};

/* Connects to what the other domain offers by this name. pages are VCHAN_PAGES
 * pages of memory, which are lost for other use unless it is not yet there. */
enum vchan_result vchan_connect(struct vchan *vchan, unsigned domain,
                                const char *name, void *pages);

/* How many bytes can be read, or written, at once. */
size_t vchan_can_read(const struct vchan *vchan);
size_t vchan_can_write(const struct vchan *vchan);

/* Move at most size bytes; how many they were. */
size_t vchan_read(struct vchan *vchan, void *buf, size_t size);
size_t vchan_write(struct vchan *vchan, const void *buf, size_t size);

/* Whether the other end is still there; what it sent can be read even after. */
bool vchan_is_open(const struct vchan *vchan);

/* No other function takes the channel afterwards. */
void vchan_close(struct vchan *vchan);

#endif
