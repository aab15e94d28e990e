/* SPDX-License-Identifier: ISC */
/* Every argument structure is copied in, checked, served, and copied back:
 * nothing is looked at twice in memory that belongs to the guest. */
#include "hypercalls.h"

#include <errno.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

#include "guest_memory.h"
#include "hvt_abi.h"
#include "report.h"
#include "waitset.h"

/* solo5_result_t, as the bindings hand it on to the application. */
enum { RESULT_OK, RESULT_AGAIN, RESULT_EINVAL };

typedef void (*hypercall_fn)(const struct machine *, uint64_t gpa);

static void walltime(const struct machine *machine, uint64_t gpa)
{
    struct hvt_hc_walltime call;
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) == -1)
        die_errno("Could not read the clock");
    call.nsecs = (uint64_t)now.tv_sec * 1000000000ULL + (uint64_t)now.tv_nsec;
    guest_store(&machine->vm, gpa, &call, sizeof call);
}

#define CONSOLE_WAIT 1000000 /* nanoseconds */

/* The console is best effort: what standard output refuses is dropped. A pipe
 * that does not block refuses nothing, it is full until somebody reads. */
static void console_write(const struct machine *machine, const uint8_t *data,
                          size_t length)
{
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, data, length);
        if (written == -1 && errno == EINTR)
            continue;
        if (written == -1 && errno == EAGAIN) {
            waitset_wait(machine, CONSOLE_WAIT);
            continue;
        }
        if (written <= 0)
            return;
        data += written;
        length -= (size_t)written;
    }
}

static void console_puts(const struct machine *machine, uint64_t gpa)
{
    struct hvt_hc_puts call;
    guest_fetch(&machine->vm, gpa, &call, sizeof call);
    console_write(machine, guest_readable(&machine->vm, call.data, call.len),
                  call.len);
}

static void wait_ready(const struct machine *machine, uint64_t gpa)
{
    struct hvt_hc_poll call;
    guest_borrow(&machine->vm, gpa, &call, sizeof call);
    call.ready_set = waitset_wait(machine, call.timeout_nsecs);
    call.ret = __builtin_popcountll(call.ready_set);
    guest_store(&machine->vm, gpa, &call, sizeof call);
}

static bool is_within(const struct mft_entry *entry, uint64_t offset,
                      uint64_t length)
{
    uint64_t capacity = entry->u.block_basic.capacity;
    return length <= capacity && offset <= capacity - length;
}

static const struct mft_entry *block_at(const struct machine *machine,
                                        uint64_t handle, uint64_t offset,
                                        uint64_t length)
{
    const struct mft_entry *entry =
        manifest_device(machine->manifest, handle, MFT_DEV_BLOCK_BASIC);
    return entry != NULL && is_within(entry, offset, length) ? entry : NULL;
}

static void check_transfer(ssize_t done, size_t wanted, const char *what)
{
    if (done == -1)
        die_errno("Fatal error when %s", what);
    if ((size_t)done != wanted)
        die("Fatal error when %s: only %zd of %zu bytes", what, done, wanted);
}

static void block_write(const struct machine *machine, uint64_t gpa)
{
    struct hvt_hc_block_write call;
    guest_borrow(&machine->vm, gpa, &call, sizeof call);
    const struct mft_entry *entry =
        block_at(machine, call.handle, call.offset, call.len);
    call.ret = RESULT_EINVAL;
    if (entry != NULL) {
        const void *data = guest_readable(&machine->vm, call.data, call.len);
        check_transfer(
            pwrite(entry->b.hostfd, data, call.len, (off_t)call.offset),
            call.len, "writing a block");
        call.ret = RESULT_OK;
    }
    guest_store(&machine->vm, gpa, &call, sizeof call);
}

static void block_read(const struct machine *machine, uint64_t gpa)
{
    struct hvt_hc_block_read call;
    guest_borrow(&machine->vm, gpa, &call, sizeof call);
    const struct mft_entry *entry =
        block_at(machine, call.handle, call.offset, call.len);
    call.ret = RESULT_EINVAL;
    if (entry != NULL) {
        void *data = guest_writable(&machine->vm, call.data, call.len);
        check_transfer(
            pread(entry->b.hostfd, data, call.len, (off_t)call.offset),
            call.len, "reading a block");
        call.ret = RESULT_OK;
    }
    guest_store(&machine->vm, gpa, &call, sizeof call);
}

/* A frame that the interface cannot take now is lost, as on a wire. */
static int send_frame(int fd, const void *data, size_t length)
{
    ssize_t sent = write(fd, data, length);
    if (sent == -1 && errno != EAGAIN && errno != EINVAL && errno != EIO)
        die_errno("Fatal error when writing a frame");
    return sent == -1 && errno == EINVAL ? RESULT_EINVAL : RESULT_OK;
}

static void net_write(const struct machine *machine, uint64_t gpa)
{
    struct hvt_hc_net_write call;
    guest_borrow(&machine->vm, gpa, &call, sizeof call);
    const struct mft_entry *entry =
        manifest_device(machine->manifest, call.handle, MFT_DEV_NET_BASIC);
    call.ret = RESULT_EINVAL;
    if (entry != NULL)
        call.ret = send_frame(entry->b.hostfd,
                              guest_readable(&machine->vm, call.data, call.len),
                              call.len);
    guest_store(&machine->vm, gpa, &call, sizeof call);
}

static int receive_frame(int fd, void *data, size_t *length)
{
    ssize_t received = read(fd, data, *length);
    if (received == 0 || (received == -1 && errno == EAGAIN))
        return RESULT_AGAIN;
    if (received == -1)
        die_errno("Fatal error when reading a frame");
    *length = (size_t)received;
    return RESULT_OK;
}

static void net_read(const struct machine *machine, uint64_t gpa)
{
    struct hvt_hc_net_read call;
    guest_borrow(&machine->vm, gpa, &call, sizeof call);
    const struct mft_entry *entry =
        manifest_device(machine->manifest, call.handle, MFT_DEV_NET_BASIC);
    call.ret = RESULT_EINVAL;
    if (entry != NULL)
        call.ret = receive_frame(
            entry->b.hostfd, guest_writable(&machine->vm, call.data, call.len),
            &call.len);
    guest_store(&machine->vm, gpa, &call, sizeof call);
}

static const hypercall_fn handlers[HVT_HYPERCALL_MAX] = {
    [HVT_HYPERCALL_WALLTIME] = walltime,
    [HVT_HYPERCALL_PUTS] = console_puts,
    [HVT_HYPERCALL_POLL] = wait_ready,
    [HVT_HYPERCALL_BLOCK_WRITE] = block_write,
    [HVT_HYPERCALL_BLOCK_READ] = block_read,
    [HVT_HYPERCALL_NET_WRITE] = net_write,
    [HVT_HYPERCALL_NET_READ] = net_read,
};

void hypercalls_serve(const struct machine *machine, unsigned number,
                      uint64_t gpa)
{
    if (number >= HVT_HYPERCALL_MAX || handlers[number] == NULL)
        die("Invalid guest hypercall: num=%u", number);
    handlers[number](machine, gpa);
}
