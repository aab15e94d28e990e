// SPDX-License-Identifier: ISC
// A PVH guest for the tests of the Xen host: it prints its command line, and
// does what the first letter of it says.
//
//   i  prints a line of its input too, and powers off
//   c  asks for a crash     r  asks for a reboot
//   l  loops without end    others power off
//
// It runs where Xen starts it: 32 bits, flat segments, no paging
// (docs/misc/pvh.pandoc, xen/include/public/io/console.h).
#include <stdint.h>

enum { HYPERCALL_SCHED = 29, HYPERCALL_EVENT = 32, HYPERCALL_HVM = 34 };
enum { SCHED_YIELD = 0, SCHED_SHUTDOWN = 2, EVENT_SEND = 4, HVM_GET_PARAM = 1 };
enum { POWEROFF = 0, REBOOT = 1, CRASH = 3 };
enum { CONSOLE_PFN = 17, CONSOLE_EVENT = 18, DOMID_SELF = 0x7ff0 };

struct start_info {
    uint32_t magic, version, flags, modules;
    uint64_t modlist, cmdline;
};

struct console {
    char in[1024], out[2048];
    uint32_t in_cons, in_prod, out_cons, out_prod;
};

struct hvm_param {
    uint16_t domid, pad;
    uint32_t index;
    uint64_t value;
};

static volatile struct console *console;
static uint32_t event;

static int hypercall(uint32_t number, uint32_t operation, const void *argument)
{
    __asm__ volatile("vmmcall"
                     : "+a"(number), "+b"(operation), "+c"(argument)
                     :
                     : "memory");
    return (int)number;
}

static uint32_t param(uint32_t index)
{
    struct hvm_param query = { .domid = DOMID_SELF, .index = index };
    hypercall(HYPERCALL_HVM, HVM_GET_PARAM, &query);
    return (uint32_t)query.value;
}

static void put(char c)
{
    while (console->out_prod - console->out_cons == sizeof console->out)
        hypercall(HYPERCALL_SCHED, SCHED_YIELD, 0);
    console->out[console->out_prod % sizeof console->out] = c;
    console->out_prod++;
    hypercall(HYPERCALL_EVENT, EVENT_SEND, &event);
}

static char get(void)
{
    while (console->in_prod == console->in_cons)
        hypercall(HYPERCALL_SCHED, SCHED_YIELD, 0);
    return console->in[console->in_cons++ % sizeof console->in];
}

static void run(const struct start_info *info)
{
    const char *words = (const char *)(uintptr_t)info->cmdline;
    uint32_t reason = *words == 'c' ? CRASH : *words == 'r' ? REBOOT : POWEROFF;

    console = (struct console *)(uintptr_t)(param(CONSOLE_PFN) << 12);
    event = param(CONSOLE_EVENT);
    for (const char *c = words; *c; c++)
        put(*c);
    put('\n');
    if (*words == 'i')
        for (char c = 0; c != '\n'; put(c))
            c = get();
    while (*words == 'l')
        hypercall(HYPERCALL_SCHED, SCHED_YIELD, 0);
    hypercall(HYPERCALL_SCHED, SCHED_SHUTDOWN, &reason);
}

void start(void);
__attribute__((naked)) void start(void)
{
    __asm__("mov $stack + 4096, %%esp\n"
            "push %%ebx\n" // the start info
            "call %c0\n"
            "ud2" ::"i"(run));
}

char stack[4096];

// XEN_ELFNOTE_PHYS32_ENTRY
__asm__(".pushsection .note.Xen, \"a\", @note\n"
        ".long 4, 4, 18\n"
        ".asciz \"Xen\"\n"
        ".long start\n"
        ".popsection");
