// SPDX-License-Identifier: ISC
// The QubesDB of dom0 as a test needs it, on Xen's own libxenvchan. It does
// what the lines of its input say, and serves the domain it is told of in
// between:
//
//   entry PATH VALUE   something that is there from the beginning
//   offer IN OUT       a channel with rings of at least so many bytes
//   connected          returns when the domain has it
//   fetched            returns when the domain has been sent everything
//   write PATH VALUE   and `remove PATH`: return when the domain has confirmed
//   fill PATH COUNT    writes that many bytes
//   take PATH          returns when the domain has written it
//   refuse PATH        refuses it instead
//   send TYPE SIZE     the header of a message, whatever it says
//   pause SECONDS
//   close              ends the channel; the end of the input ends all at once

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libxenvchan.h>

enum type {
    WRITE = 1,
    MULTIREAD = 2,
    REMOVE = 4,
    OK = 7,
    ERROR = 9,
    VALUE = 11
};

#define MOST_DATA 3072

struct message {
    uint8_t type;
    char path[64];
    uint32_t size;
};

_Static_assert(sizeof(struct message) == 72, "qubesdb.h");

static struct {
    char path[64], *value;
} entries[64];
static unsigned count;

static struct libxenvchan *channel;
static int domain;

// What the domain did last, and whether its next write is refused.
static enum type seen;
static char seen_path[64];
static bool refusing;

static void need(bool good, const char *what)
{
    if (good)
        return;
    printf("dom0: %s failed: %s\n", what, strerror(errno));
    exit(1);
}

static void put(const void *from, size_t size)
{
    const char *bytes = from;
    for (size_t done = 0; done < size;) {
        int put = libxenvchan_write(channel, bytes + done, size - done);
        need(put > 0, "writing");
        done += put;
    }
}

static void get(void *to, size_t size)
{
    char *bytes = to;
    for (size_t done = 0; done < size;) {
        int got = libxenvchan_read(channel, bytes + done, size - done);
        need(got > 0, "reading");
        done += got;
    }
}

static void say(enum type type, const char *path, const char *data)
{
    struct message message = { .type = type, .size = strlen(data) };
    strncpy(message.path, path, sizeof message.path - 1);
    put(&message, sizeof message);
    put(data, message.size);
}

static void say_everything(void)
{
    for (unsigned i = count; i-- > 0;)
        say(VALUE, entries[i].path, entries[i].value);
    say(VALUE, "", "");
}

static void take_value(const char *path, size_t size)
{
    static char data[MOST_DATA + 1];
    need(size < MOST_DATA, "a message of that size");
    get(data, size);
    data[size] = 0;
    bool is_long = size > 60;
    printf("dom0: %s %s = %s", refusing ? "refuses" : "has", path,
           is_long ? "" : data);
    printf(is_long ? "%zu bytes\n" : "\n", size);
    say(refusing ? ERROR : OK, path, "");
    refusing = false;
}

static void serve_one(void)
{
    struct message message;
    get(&message, sizeof message);
    switch (message.type) {
    case MULTIREAD:
        say_everything();
        break;
    case WRITE:
        take_value(message.path, message.size);
        break;
    case OK:
        break;
    default:
        need(false, "a message of that type");
    }
    seen = message.type;
    strcpy(seen_path, message.path);
}

static void serve_until(enum type type, const char *path)
{
    do
        serve_one();
    while (seen != type || strcmp(seen_path, path));
}

// --- commands ---

static void entry(char *path, char *value)
{
    need(count < sizeof entries / sizeof entries[0], "one more entry");
    strncpy(entries[count].path, path, sizeof entries[0].path - 1);
    entries[count++].value = strdup(value);
}

static void offer(char *in, char *out)
{
    char path[64];
    snprintf(path, sizeof path, "data/vchan/%d/111", domain);
    channel = libxenvchan_server_init(NULL, domain, path, atoi(in), atoi(out));
    need(channel, "libxenvchan_server_init");
    channel->blocking = 1;
    printf("dom0: rings of %d and %d\n", 1 << channel->read.order,
           1 << channel->write.order);
}

static void connected(char *path, char *value)
{
    (void)path, (void)value;
    while (libxenvchan_is_open(channel) == 2)
        libxenvchan_wait(channel);
}

static void fetched(char *path, char *value)
{
    (void)path, (void)value;
    serve_until(MULTIREAD, "");
}

static void write_value(char *path, char *value)
{
    say(WRITE, path, value);
    serve_until(OK, path);
}

static void fill(char *path, char *size)
{
    static char data[MOST_DATA + 1];
    memset(data, 'x', atoi(size));
    write_value(path, data);
}

static void remove_path(char *path, char *value)
{
    say(REMOVE, path, value);
    serve_until(OK, path);
}

static void take(char *path, char *value)
{
    (void)value;
    serve_until(WRITE, path);
}

static void refuse(char *path, char *value)
{
    refusing = true;
    take(path, value);
}

static void send_header(char *type, char *size)
{
    struct message message = { .type = atoi(type), .size = atoi(size) };
    put(&message, sizeof message);
}

static void close_channel(char *path, char *value)
{
    (void)path, (void)value;
    libxenvchan_close(channel);
    printf("dom0: closed\n");
}

static void pause_for(char *seconds, char *none)
{
    (void)none;
    sleep(atoi(seconds));
}

static const struct {
    const char *name;
    void (*run)(char *, char *);
} commands[] = {
    { "entry", entry },         { "offer", offer },
    { "connected", connected }, { "fetched", fetched },
    { "write", write_value },   { "fill", fill },
    { "remove", remove_path },  { "take", take },
    { "refuse", refuse },       { "send", send_header },
    { "close", close_channel }, { "pause", pause_for },
};

static void run(char *line)
{
    char *name = strsep(&line, " "), *first = strsep(&line, " "), none[] = "";
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i].name, name) == 0) {
            commands[i].run(first ? first : none, line ? line : none);
            return;
        }
    need(false, name);
}

static void run_all(void)
{
    static char line[128];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        run(line);
    }
}

// It is linked without anything of a host's compiler. dom0's libc has set
// itself up when its loader comes here.
__asm__(".globl _start\n"
        "_start: mov %rsp, %rdi\n"
        "and $-16, %rsp\n"
        "call start\n");

_Noreturn void start(char **stack);

_Noreturn void start(char **stack)
{
    const char *argument = stack[2];
    need(argument, "an argument, the domain,");
    domain = atoi(argument);
    setvbuf(stdout, NULL, _IOLBF, 0);
    run_all();
    exit(0);
}
