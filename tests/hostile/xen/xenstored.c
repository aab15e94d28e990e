/* SPDX-License-Identifier: ISC */
/* A xenstore daemon that answers rightly, wrongly or never. */
#include <stdio.h>
#include <string.h>

#include "hypervisor.h"

#include <public/io/xs_wire.h>

#define WATCHES 16u
#define TOKEN "device"
#define BODY (2 * XENSTORE_PAYLOAD_MAX)

static struct xenstore_domain_interface *ring;
static struct {
    struct xsd_sockmsg header;
    char body[XENSTORE_PAYLOAD_MAX + 1];
} request;
static size_t taken;
static char waiting[1u << 16]; /* answers that the ring has no room for yet */
static size_t waiting_size;
static char watches[WATCHES][XENSTORE_PAYLOAD_MAX + 1];
static unsigned watch_count;
static bool silent;

void xenstored_init(void *interface)
{
    ring = interface;
}

/* --- answers --- */

static void queue(const void *bytes, size_t size)
{
    memcpy(waiting + waiting_size, bytes, size);
    waiting_size += size;
}

static void send(uint32_t type, const char *body, size_t size)
{
    struct xsd_sockmsg header = {
        .type = seldom(STORE_WRONG_TYPE) ? wild(24) : type,
        .req_id = seldom(STORE_WRONG_ID) ? wild(9) : request.header.req_id,
        .len = seldom(STORE_WRONG_LENGTH) ? wild(4096) : (uint32_t)size,
    };
    bool fits = waiting_size + sizeof header + size <= sizeof waiting;
    expect(fits);
    if (!fits)
        return;
    queue(&header, sizeof header);
    queue(body, size);
}

static void send_error(const char *error)
{
    send(XS_ERROR, error, strlen(error) + 1);
}

static void send_news(const char *path)
{
    char body[XENSTORE_PAYLOAD_MAX + sizeof TOKEN + 1];
    size_t size = strlen(path) + 1;
    memcpy(body, path, size);
    memcpy(body + size, TOKEN, sizeof TOKEN);
    send(XS_WATCH_EVENT, body, size + sizeof TOKEN);
}

static bool concerns(const char *watch, const char *path)
{
    size_t length = strlen(path);
    return strncmp(watch, path, length) == 0;
}

void xenstored_changed(const char *path)
{
    for (unsigned i = 0; i < watch_count; i++)
        if (concerns(watches[i], path))
            send_news(watches[i]);
}

/* --- requests --- */

static void read_node(void)
{
    static char body[BODY];
    const char *value = node_get(request.body, "");
    if (!value || seldom(STORE_NO_KEY)) {
        send_error("ENOENT");
        return;
    }
    if (seldom(STORE_ODD_VALUE))
        value = odd_value();
    size_t size = strlen(value);
    memcpy(body, value, size);
    if (seldom(STORE_LONG_VALUE)) {
        size = device_random(BODY);
        memset(body, device_random(2) ? '1' : 'x', size);
    }
    send(XS_READ, body, size);
}

/* A domain may write in its folders, and makes none where there is none. */
static bool may_write(void)
{
    char folder[sizeof request.body];
    strcpy(folder, request.body);
    char *slash = strrchr(folder, '/');
    if (!slash || seldom(STORE_REFUSES))
        return false;
    *slash = 0;
    return node_has_folder(folder);
}

static void write_node(size_t path_size)
{
    if (!may_write()) {
        send_error("EACCES");
        return;
    }
    node_set(request.body, "", request.body + path_size);
    send(XS_WRITE, "OK", 3);
}

static void watch_node(void)
{
    if (seldom(STORE_REFUSES) || watch_count == WATCHES) {
        send_error("E2BIG");
        return;
    }
    strcpy(watches[watch_count++], request.body);
    send(XS_WATCH, "OK", 3);
    send_news(request.body);
}

static void list_folder(void)
{
    static char names[BODY];
    size_t size = node_names(request.body, names, sizeof names);
    if (has(STORE_ODD_FOLDER)) {
        size = device_random(BODY);
        for (size_t i = 0; i < size; i++)
            names[i] = (char)(device_random(4) ? '0' + device_random(12) : 0);
    }
    if (size == 0 || seldom(STORE_NO_KEY))
        send_error("ENOENT");
    else
        send(XS_DIRECTORY, names, size);
}

static void answer(void)
{
    size_t path_size = strlen(request.body) + 1;
    expect(request.header.tx_id == 0 && path_size <= STORE_PATH_SIZE);
    silent = silent || seldom(STORE_SILENT);
    if (silent)
        return;
    switch (request.header.type) {
    case XS_READ:
        read_node();
        break;
    case XS_WRITE:
        write_node(path_size);
        break;
    case XS_WATCH:
        watch_node();
        break;
    case XS_DIRECTORY:
        list_folder();
        break;
    default:
        expect(false);
        send_error("ENOSYS");
    }
}

/* --- the rings --- */

static void take(char byte)
{
    size_t length = request.header.len;
    ((char *)&request)[taken++] = byte;
    if (taken < sizeof request.header)
        return;
    length = request.header.len;
    expect(length <= XENSTORE_PAYLOAD_MAX);
    if (length > XENSTORE_PAYLOAD_MAX)
        request.header.len = (uint32_t)(length = 0);
    if (taken < sizeof request.header + length)
        return;
    request.body[length] = 0;
    taken = 0;
    answer();
}

static bool take_requests(void)
{
    uint32_t there = ring->req_prod - ring->req_cons;
    expect(there <= XENSTORE_RING_SIZE);
    if (there > XENSTORE_RING_SIZE)
        return false;
    for (uint32_t i = 0; i < there; i++)
        take(ring->req[MASK_XENSTORE_IDX(ring->req_cons++)]);
    return there > 0;
}

static bool give_answers(void)
{
    size_t given = 0;
    while (given < waiting_size &&
           ring->rsp_prod - ring->rsp_cons < XENSTORE_RING_SIZE)
        ring->rsp[MASK_XENSTORE_IDX(ring->rsp_prod++)] = waiting[given++];
    waiting_size -= given;
    memmove(waiting, waiting + given, waiting_size);
    return given > 0;
}

static void break_index(void)
{
    uint32_t *indices[] = { &ring->req_cons, &ring->req_prod, &ring->rsp_cons,
                            &ring->rsp_prod };
    *indices[device_random(4)] += wild(16);
}

/* News without end come faster than anybody takes them. */
static void storm(void)
{
    while (waiting_size < 2 * XENSTORE_RING_SIZE)
        send_news("storm");
}

void xenstored_work(void)
{
    bool asked = port_asked(PORT_STORE);
    if (!ring || (!asked && device_is_honest() && waiting_size == 0))
        return;
    if (has(STORE_STORM) && watch_count > 0)
        storm();
    if (seldom(STORE_UNASKED) && watch_count > 0)
        send(XS_READ, "4", 1);
    if (seldom(STORE_WILD_INDEX))
        break_index();
    bool moved = take_requests();
    if (give_answers() || moved)
        port_raise(PORT_STORE);
}
