/* SPDX-License-Identifier: ISC */
/* The xenstore: a page with two rings, on which requests and answers are
 * messages of a header and a body (public/io/xs_wire.h; docs/misc/xenstore.txt
 * of Xen). One request is under way at a time. */

#include "xen.h"

#include <limits.h>
#include <public/hvm/params.h>
#include <public/io/xs_wire.h>
#include <string.h>

#include "kernel.h"

static struct xenstore_domain_interface *store;
static evtchn_port_t port;
static uint32_t request_id;
static bool changed;
static solo5_time_t end; /* of the time for the exchange under way */

void store_init(void)
{
    port = (evtchn_port_t)xen_parameter(HVM_PARAM_STORE_EVTCHN);
}

void store_map(void)
{
    store = (void *)(xen_parameter(HVM_PARAM_STORE_PFN) * PAGE_SIZE);
    paging_map((uintptr_t)store, (uintptr_t)store + PAGE_SIZE, PAGE_WRITE);
}

/* --- bytes --- */

static uint32_t now(const uint32_t *index)
{
    return *(const volatile uint32_t *)index;
}

static uint32_t room(void)
{
    uint32_t sent = store->req_prod - now(&store->req_cons);
    return sent > XENSTORE_RING_SIZE ? 0 : XENSTORE_RING_SIZE - sent;
}

static uint32_t arrived(void)
{
    uint32_t size = now(&store->rsp_prod) - store->rsp_cons;
    if (size > XENSTORE_RING_SIZE)
        panic("the xenstore's ring is broken", NULL);
    return size;
}

static void begin(void)
{
    end = solo5_clock_monotonic() + XEN_TIMEOUT_NS;
}

static void wait_for(uint32_t (*there)(void))
{
    while (there() == 0)
        if (!event_wait(port, end) && there() == 0)
            panic("the xenstore does not answer", NULL);
}

static void put(const void *from, size_t size)
{
    const char *bytes = from;
    for (size_t i = 0; i < size; i++) {
        if (room() == 0) {
            event_send(port);
            wait_for(room);
        }
        store->req[MASK_XENSTORE_IDX(store->req_prod)] = bytes[i];
        barrier_write();
        store->req_prod++;
    }
}

/* To nowhere, where `to` is NULL. */
static void get(void *to, size_t size)
{
    char *bytes = to;
    for (size_t i = 0; i < size; i++) {
        wait_for(arrived);
        barrier_read();
        if (bytes)
            bytes[i] = store->rsp[MASK_XENSTORE_IDX(store->rsp_cons)];
        barrier_full();
        store->rsp_cons++;
        /* It may wait for room. */
        if (arrived() == 0 || i + 1 == size)
            event_send(port);
    }
}

/* --- messages --- */

static struct xsd_sockmsg get_header(void)
{
    struct xsd_sockmsg header;
    get(&header, sizeof header);
    if (header.len > XENSTORE_PAYLOAD_MAX)
        panic("the xenstore sends more than it may", NULL);
    return header;
}

/* The next one that is no news of a watch. News without end are no answer. */
static struct xsd_sockmsg next_header(void)
{
    while (solo5_clock_monotonic() < end) {
        struct xsd_sockmsg header = get_header();
        if (header.type != XS_WATCH_EVENT)
            return header;
        get(NULL, header.len);
        changed = true;
    }
    panic("the xenstore does not answer", NULL);
}

/* The answer's size; what does not fit is left out. Below 0 for an error. */
static int answer(uint32_t type, void *body, size_t size)
{
    struct xsd_sockmsg header = next_header();
    size_t kept = header.len < size ? header.len : size;
    if (header.req_id != request_id)
        panic("the xenstore answers something else", NULL);
    get(body, kept);
    get(NULL, header.len - kept);
    return header.type == type ? (int)header.len : -1;
}

/* Joined with a slash, if both are there, and a zero; its length with that. */
static size_t join(char *path, const char *folder, const char *key)
{
    if (!*folder)
        return join(path, key, NULL);
    size_t length = strlen(folder), rest = key ? strlen(key) : 0;
    REQUIRE(length + rest + 2 <= STORE_PATH_SIZE);
    memcpy(path, folder, length + 1);
    if (!key)
        return length + 1;
    path[length] = '/';
    memcpy(path + length + 1, key, rest + 1);
    return length + rest + 2;
}

struct part {
    const void *bytes;
    size_t size;
};

static void request(uint32_t type, const struct part *path,
                    const struct part *more)
{
    struct xsd_sockmsg header = {
        .type = type,
        .req_id = ++request_id,
        .len = (uint32_t)(path->size + more->size),
    };
    put(&header, sizeof header);
    put(path->bytes, path->size);
    put(more->bytes, more->size);
    event_send(port);
}

/* A request about a path, and the size of its answer. */
static int ask(uint32_t type, const char *folder, const char *key,
               const struct part *more, void *body, size_t size)
{
    static const struct part nothing;
    char path[STORE_PATH_SIZE];
    struct part first = { path, join(path, folder, key) };
    begin();
    request(type, &first, more ? more : &nothing);
    return answer(type, body, size);
}

bool store_read(const char *folder, const char *key, char *value, size_t size)
{
    int length = ask(XS_READ, folder, key, NULL, value, size - 1);
    bool good = length >= 0 && (size_t)length < size;
    value[good ? length : 0] = 0;
    return good;
}

bool store_try_write(const char *folder, const char *key, const char *value)
{
    struct part more = { value, strlen(value) };
    return ask(XS_WRITE, folder, key, &more, NULL, 0) >= 0;
}

void store_write(const char *folder, const char *key, const char *value)
{
    if (!store_try_write(folder, key, value))
        panic("the xenstore refuses what a device writes", NULL);
}

void store_watch(const char *folder, const char *key)
{
    static const char token[] = "device";
    struct part more = { token, sizeof token };
    if (ask(XS_WATCH, folder, key, &more, NULL, 0) < 0)
        panic("the xenstore refuses to watch a device", NULL);
}

bool store_has(const char *folder, const char *key)
{
    return ask(XS_READ, folder, key, NULL, NULL, 0) >= 0;
}

/* Only news can come while no request is under way. */
static void take_news(void)
{
    struct xsd_sockmsg header = get_header();
    if (header.type != XS_WATCH_EVENT)
        panic("the xenstore answers what nobody asked", NULL);
    get(NULL, header.len);
    changed = true;
}

/* More than a ring holds came meanwhile: it can wait. */
#define NEWS_MOST (XENSTORE_RING_SIZE / sizeof(struct xsd_sockmsg))

bool store_news(void)
{
    begin();
    for (unsigned i = 0; i < NEWS_MOST && arrived() > 0; i++)
        take_news();
    bool news = changed;
    changed = false;
    return news;
}

bool store_wait(solo5_time_t deadline)
{
    while (!store_news())
        if (!event_wait(port, deadline) && arrived() == 0)
            return false;
    return true;
}

evtchn_port_t store_port(void)
{
    return port;
}

/* --- numbers --- */

/* Of digits only, and no more than the number holds. */
static bool read_decimal(const char *text, uint64_t *number)
{
    *number = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' ||
            __builtin_mul_overflow(*number, 10u, number) ||
            __builtin_add_overflow(*number, (unsigned)(*text - '0'), number))
            return false;
    }
    return true;
}

uint64_t store_read_number(const char *folder, const char *key,
                           uint64_t otherwise)
{
    char text[24];
    uint64_t number;
    bool good = store_read(folder, key, text, sizeof text) &&
                read_decimal(text, &number);
    return good ? number : otherwise;
}

void store_write_number(const char *folder, const char *key, uint64_t number)
{
    struct line line = { 0 };
    line_decimal(&line, number);
    store_write(folder, key, line.text);
}

static void insert(unsigned *numbers, unsigned count, unsigned number)
{
    while (count > 0 && numbers[count - 1] > number) {
        numbers[count] = numbers[count - 1];
        count--;
    }
    numbers[count] = number;
}

unsigned store_numbers(const char *folder, unsigned *numbers, unsigned most)
{
    static char names[XENSTORE_PAYLOAD_MAX + 1];
    int size =
        ask(XS_DIRECTORY, folder, NULL, NULL, names, XENSTORE_PAYLOAD_MAX);
    unsigned count = 0;
    if (size < 0)
        return 0;
    names[size] = 0;
    for (const char *name = names; name < names + size && count < most;
         name += strlen(name) + 1) {
        uint64_t number;
        if (read_decimal(name, &number) && number <= UINT_MAX)
            insert(numbers, count++, (unsigned)number);
    }
    return count;
}
