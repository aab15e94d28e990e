/* SPDX-License-Identifier: ISC */
/* Xen as a PVH domain sees it: hypercalls, events, grants and the xenstore. */
#ifndef XEN_H
#define XEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of Xen 4.10, the oldest with PVH. */
#define __XEN_INTERFACE_VERSION__ 0x00040a00
#include <public/xen.h>
#include <public/event_channel.h>
#include <public/grant_table.h>

#include "barrier.h"
#include "bindings.h"
#include "hypercall_page.h"
#include "solo5.h"

/* By these names Xen's rings call for them. */
#define xen_mb() barrier_full()
#define xen_rmb() barrier_read()
#define xen_wmb() barrier_write()

/* Longer than anything in a host that works takes. */
#define XEN_TIMEOUT_NS (30ull * NSEC_PER_SEC)

/* --- platform.c --- */

/* Finds Xen; panics, unheard, without it. */
void xen_init(void);

/* Has a page of another kind take the place of one of ours. */
void xen_map(unsigned space, unsigned long index, void *page);

/* A parameter of the domain (public/hvm/params.h). */
uint64_t xen_parameter(uint32_t index);

/* --- console.c --- */

void console_init(void);
void console_map(void); /* the page; before paging_activate */

/* Waits until the host has taken what was written. */
void console_drain(void);

/* --- events.c: event channels, always masked and asked for --- */

/* Maps the page that Xen shares with the domain. */
void events_init(void);

extern volatile struct shared_info *shared;

/* A channel that the other domain may bind. */
evtchn_port_t event_offer(domid_t other);
void event_send(evtchn_port_t port);
void event_close(evtchn_port_t port);

/* A set of ports to sleep on. */
struct events {
    unsigned count;
    evtchn_port_t ports[2 * MFT_MAX_ENTRIES];
};

void events_add(struct events *events, evtchn_port_t port);
void events_remove(struct events *events, evtchn_port_t port);

/* Forgets what came so far, and tells whether something did; whoever calls it
 * then looks at the rings. */
bool events_clear(const struct events *events);

/* Sleeps until an event comes on one of the ports or deadline is reached. */
void events_wait(const struct events *events, solo5_time_t deadline);

/* The three for one port: false when the time is over. */
bool event_wait(evtchn_port_t port, solo5_time_t deadline);

/* --- grants.c --- */

/* Lets the other domain use a page of ours, for ever. */
grant_ref_t grant(domid_t other, const void *page, bool read_only);

/* --- store.c: the xenstore, by paths relative to the domain's --- */

#define STORE_PATH_SIZE 256u
#define STORE_KEY_SIZE 48u

void store_init(void);
void store_map(void); /* the page; before paging_activate */

/* A value and a zero; false where there is none, or one that does not fit.
 * Folder and key are joined with a slash; the folder may be empty. */
bool store_read(const char *folder, const char *key, char *value, size_t size);

/* Panics where it may not be written; the other gives false. */
void store_write(const char *folder, const char *key, const char *value);
bool store_try_write(const char *folder, const char *key, const char *value);

/* The same of decimal numbers. */
uint64_t store_read_number(const char *folder, const char *key,
                           uint64_t otherwise);
void store_write_number(const char *folder, const char *key, uint64_t number);

/* The numbers among a folder's names, ascending; how many they are. */
unsigned store_numbers(const char *folder, unsigned *numbers, unsigned most);

bool store_has(const char *folder, const char *key);

/* Asks to be told of changes; then, whether there was one since the last call;
 * and waits for one, false when time is over. */
void store_watch(const char *folder, const char *key);
bool store_news(void);
bool store_wait(solo5_time_t deadline);

/* Where events of news come. */
evtchn_port_t store_port(void);

/* --- devices.c --- */

/* Reads the manifest, which lies where nothing is mapped later. */
void devices_read(void);

/* All of the manifest; panics where one cannot be had. */
void devices_start(void);

/* Has solo5_yield look at the network devices when an event comes on the port,
 * or return. */
void yield_looks(evtchn_port_t port);
void yield_returns(evtchn_port_t port);
void yield_forgets(evtchn_port_t port);

#endif
