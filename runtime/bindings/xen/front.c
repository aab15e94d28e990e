/* SPDX-License-Identifier: ISC */
/* How a front end and its back end find each other: each has a folder of the
 * xenstore, with its state in it, which the other watches. */

#include "front.h"

#include <string.h>

/* Those that are connected. */
static struct front *fronts[MFT_MAX_ENTRIES];
static unsigned count;

static void name_folder(struct front *front, const char *kind, unsigned number)
{
    struct line line = { 0 };
    line_text(&line, "device/");
    line_text(&line, kind);
    line_text(&line, "/");
    line_decimal(&line, number);
    REQUIRE(line.length < sizeof front->folder);
    memcpy(front->folder, line.text, line.length + 1);
}

/* Pages are granted to that domain, and to no other. */
static bool find_back(struct front *front)
{
    uint64_t other =
        store_read_number(front->folder, "backend-id", DOMID_INVALID);
    front->other = (domid_t)other;
    return other < DOMID_FIRST_RESERVED &&
           store_read(front->folder, "backend", front->back,
                      sizeof front->back) &&
           front->back[0];
}

void front_open(struct front *front, const struct mft_entry *entry,
                const char *kind, unsigned number)
{
    front->entry = entry;
    name_folder(front, kind, number);
    if (!find_back(front))
        devices_panic(entry, "the xenstore names no backend for it");
    store_watch(front->back, "state");
    front->port = event_offer(front->other);
}

static enum xenbus_state state_of(const struct front *front)
{
    uint64_t state = front_number(front, "state", XenbusStateUnknown);
    return state <= XenbusStateReconfigured ? (enum xenbus_state)state
                                            : XenbusStateUnknown;
}

bool front_lose(struct front *front, const char *what)
{
    struct line line = { 0 };
    device_sentence(&line, device_kind(front->entry->type), front->entry->name,
                    what);
    line_log(LOG_ERROR, &line);
    front->lost = true;
    return false;
}

/* A folder that was removed is not made again; it may go at any time. */
static void tell_closed(const struct front *front)
{
    struct line state = { 0 };
    line_decimal(&state, XenbusStateClosed);
    if (store_has(front->folder, "state"))
        store_try_write(front->folder, "state", state.text);
}

/* What is removed has no state either. */
static void look(struct front *front)
{
    if (front->lost || state_of(front) == XenbusStateConnected)
        return;
    front_lose(front, "its backend is gone");
    tell_closed(front);
}

/* After news. */
static void look_at_all(void)
{
    for (unsigned i = 0; i < count; i++)
        look(fronts[i]);
}

void fronts_look(void)
{
    if (store_news())
        look_at_all();
}

void front_await(const struct front *front, unsigned states)
{
    solo5_time_t end = solo5_clock_monotonic() + XEN_TIMEOUT_NS;
    unsigned over =
        FRONT_STATE(XenbusStateClosing) | FRONT_STATE(XenbusStateClosed);
    for (;;) {
        unsigned state = FRONT_STATE(state_of(front));
        if (state & states)
            return;
        if (state & over)
            devices_panic(front->entry, "its backend refuses it");
        if (solo5_clock_monotonic() >= end || !store_wait(end))
            devices_panic(front->entry, "its backend does not answer");
        look_at_all(); /* the news may be of those that are connected */
    }
}

void front_connected(struct front *front)
{
    front_switch(front, XenbusStateConnected);
    front_await(front, FRONT_STATE(XenbusStateConnected));
    fronts[count++] = front;
}

void front_switch(const struct front *front, enum xenbus_state state)
{
    store_write_number(front->folder, "state", state);
}

void *front_share(const struct front *front, const char *key)
{
    void *page = memory_take_pages(1);
    store_write_number(front->folder, key, grant(front->other, page, false));
    return page;
}

uint64_t front_number(const struct front *front, const char *key,
                      uint64_t otherwise)
{
    return store_read_number(front->back, key, otherwise);
}
