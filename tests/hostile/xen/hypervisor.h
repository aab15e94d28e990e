/* SPDX-License-Identifier: ISC */
/* Xen, its xenstore and the back ends, all of which do wrong. */
#ifndef HYPERVISOR_H
#define HYPERVISOR_H

#include "hostile.h"
#include "xen.h"

enum misdeed {
    XEN_REFUSES,
    XEN_LOSES_EVENTS,
    STORE_SILENT,
    STORE_WRONG_ID,
    STORE_WRONG_TYPE,
    STORE_WRONG_LENGTH,
    STORE_LONG_VALUE,
    STORE_ODD_VALUE,
    STORE_NO_KEY,
    STORE_REFUSES,
    STORE_STORM,
    STORE_WILD_INDEX,
    STORE_ODD_FOLDER,
    STORE_UNASKED,
    STORE_LAST = STORE_UNASKED,
    BACK_SILENT,
    BACK_STATE,
    BACK_GONE,
    BACK_ODD_FEATURES,
    BACK_ODD_DOMAIN,
    BACK_LEAVES_EARLY,
    NET_SILENT,
    NET_WILD_ID,
    NET_TWICE,
    NET_WILD_INDEX,
    NET_WILD_STATUS,
    NET_WILD_OFFSET,
    NET_ENDLESS,
    NET_SCRIBBLES,
    DISK_SILENT,
    DISK_WILD_ID,
    DISK_TWICE,
    DISK_WILD_INDEX,
    DISK_WILD_STATUS,
    DISK_ODD_SIZE,
    DISK_SCRIBBLES,
    CONSOLE_SILENT,
    CONSOLE_SLOW,
    CONSOLE_WILD_INDEX,
    VCHAN_WILD_INDEX,
    VCHAN_ODD_ORDER,
    VCHAN_DIES,
    VCHAN_SILENT,
    MISDEEDS
};

/* Once in many times: what is asked often. */
bool seldom(enum misdeed misdeed);

/* For what the guest must do right where nobody lies to it. */
void expect(bool holds);

/* --- hypercalls.c --- */

/* Lets all other parts work; they do so when the guest looks at the clock, too,
 * for they are other processors' work. */
void host_work(void);

/* Whether what is asked may wait; not when the guest has slept long enough. */
bool host_hurries(void);
bool host_is_slow(void);

/* Channels that are there from the start; further ones follow. */
enum { PORT_STORE = 1, PORT_CONSOLE, PORT_NEXT };

/* Sends the guest an event; and whether it sent one since the last call. */
void port_raise(evtchn_port_t port);
bool port_asked(evtchn_port_t port);

/* --- grants_used.c --- */

/* Where the guest has put a frame of its grants. */
void grants_use(unsigned frame, void *page);

/* A page that the guest grants domain 0; NULL where it does not. */
void *page_of(grant_ref_t reference, bool write);

/* --- xenstored.c --- */

void xenstored_init(void *interface);
void xenstored_work(void);

/* --- nodes.c: what the xenstore holds --- */

/* NULL where there is no such node. */
const char *node_get(const char *folder, const char *key);
uint64_t node_number(const char *folder, const char *key);

/* Changes a node, and tells who watches. */
void node_set(const char *folder, const char *key, const char *value);
void node_set_number(const char *folder, const char *key, uint64_t number);
void node_remove(const char *folder);

bool node_has_folder(const char *folder);

/* The names in a folder, each with a zero; their size. */
size_t node_names(const char *folder, char *names, size_t room);

/* What is no number, or none that is asked for. */
const char *odd_value(void);

/* Who is told of changes: xenstored.c. */
void xenstored_changed(const char *path);

/* --- backend.c --- */

struct backend {
    const char *front, *back; /* folders */
    unsigned front_state;     /* in which it connects */
    bool (*connect)(void);    /* false where it cannot */
    bool connected, gone;
};

void backend_init(const struct backend *backend);
void backend_work(struct backend *backend);

/* One of many features: 1 or 0, or what makes no sense. */
void backend_feature(const struct backend *backend, const char *key,
                     uint64_t number);

/* A ring that the front end tells under the key; NULL where it is not granted.
 */
void *backend_ring(const struct backend *backend, const char *key);

/* Writes over bytes of a page. */
void scribble(void *page);

/* --- netback.c, blkback.c, xenconsoled.c, vchan_server.c --- */

void netback_init(void);
void netback_work(void);
void netback_leave(void);
void netback_over(void); /* nothing may be left undone */
void blkback_init(void);
void blkback_work(void);
void xenconsoled_init(void *interface);
void xenconsoled_work(void);

/* What the guest writes to the console as its nth line. */
#define CONSOLE_LINE 'a'

void vchan_server_init(void);
void vchan_server_work(void);

/* A page of the server, of which the guest sees this one from now on. */
void vchan_server_map(grant_ref_t reference, void *page);
void vchan_server_bind(evtchn_port_t port);

#define VCHAN_NAME "channel"

#endif
