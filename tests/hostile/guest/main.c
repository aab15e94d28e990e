/* SPDX-License-Identifier: ISC */
/* Drivers at work with devices that do wrong.
 *   main SEED COUNT   COUNT machines, the same for the same SEED; prints how
 *                     they ended, and the seed of each that crashed */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "bindings.h"
#include "echis.h"
#include "hostile.h"

#define CALLS 60u
#define BLOCKS 200u /* more than a request takes, of 512 bytes */
/* Of fake time; more than the time-outs of any call. */
#define PATIENCE (70ull * NSEC_PER_SEC)

enum { STATUS_GOOD, STATUS_FAILED, STATUS_BROKEN, STATUS_ENDED };

static solo5_handle_t network, storage;
static struct solo5_net_info card;
static struct solo5_block_info disk;
static bool failed;
static solo5_time_t since; /* the start of the call under way */

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

_Noreturn void guest_over(bool aborted)
{
    require(!device_is_honest() || (!failed && !aborted));
    require(since == 0 || !aborted || host_may_abort());
    require(since == 0 || solo5_clock_monotonic() - since < PATIENCE);
    if (aborted)
        _exit(STATUS_ENDED);
    _exit(failed ? STATUS_FAILED : STATUS_GOOD);
}

/* Failing is allowed to who has a device that lies. */
static bool is_good(solo5_result_t result)
{
    require(result == SOLO5_R_OK || result == SOLO5_R_EUNSPEC ||
            result == SOLO5_R_AGAIN);
    failed = failed || result == SOLO5_R_EUNSPEC;
    return result == SOLO5_R_OK;
}

static void check_bytes(const uint8_t *got, size_t size, uint64_t from)
{
    for (size_t i = 0; device_is_honest() && i < size; i++)
        require(got[i] == DEVICE_BYTE(from + i));
}

static uint8_t *bytes(size_t size, uint64_t from)
{
    uint8_t *buffer = guarded(size);
    for (size_t i = 0; i < size; i++)
        buffer[i] = DEVICE_BYTE(from + i);
    return buffer;
}

static void read_frame(void)
{
    size_t room = card.mtu + SOLO5_NET_HLEN, size = 0;
    uint8_t *buffer = guarded(room);
    if (is_good(solo5_net_read(network, buffer, room, &size))) {
        require(size <= room);
        check_bytes(buffer, size, 0);
    }
}

static void read_frames(void)
{
    for (uint64_t i = device_random(20); i > 0; i--)
        read_frame();
}

static void write_frames(void)
{
    size_t size = 1 + device_random(card.mtu + SOLO5_NET_HLEN);
    const uint8_t *frame = bytes(size, 0);
    for (uint64_t i = device_random(20); i > 0; i--)
        is_good(solo5_net_write(network, frame, size));
}

static void use_disk(bool write)
{
    size_t size = disk.block_size * (1 + device_random(BLOCKS));
    if (disk.capacity < size)
        return;
    solo5_off_t at =
        device_random((disk.capacity - size) / disk.block_size + 1) *
        disk.block_size;
    uint8_t *buffer = write ? bytes(size, at) : guarded(size);
    if (write)
        is_good(echis_block_write(storage, at, buffer, size));
    else if (is_good(echis_block_read(storage, at, buffer, size)))
        check_bytes(buffer, size, at);
}

static void wait(void)
{
    solo5_handle_set_t ready;
    solo5_yield(solo5_clock_monotonic() + device_random(NSEC_PER_SEC), &ready);
    require((ready & ~((solo5_handle_set_t)1 << network)) == 0);
}

/* The CPU may help out. */
static void take_entropy(void)
{
    size_t size = 1 + device_random(200);
    solo5_result_t result = echis_entropy(guarded(size), size);
    require(result == SOLO5_R_OK || result == SOLO5_R_EUNSPEC);
    require(result == SOLO5_R_OK || !device_is_honest());
}

static void call(void)
{
    since = solo5_clock_monotonic();
    switch (device_random(8)) {
    case 0:
        read_frames();
        break;
    case 1:
        write_frames();
        break;
    case 2:
        wait();
        break;
    case 3:
        take_entropy();
        break;
    case 4:
        is_good(echis_block_flush(storage));
        break;
    case 5:
        host_call();
        break;
    default:
        use_disk(device_random(2));
    }
    require(solo5_clock_monotonic() - since < PATIENCE);
}

static _Noreturn void run_guest(uint64_t seed)
{
    host_seed(seed);
    host_start();
    require(solo5_net_acquire("network", &network, &card) == SOLO5_R_OK);
    require(solo5_block_acquire("storage", &storage, &disk) == SOLO5_R_OK);
    for (unsigned i = 0; i < CALLS; i++)
        call();
    since = solo5_clock_monotonic();
    solo5_exit(0);
}

/* Whoever comes back needs a few milliseconds of processor. */
static void limit(void)
{
    struct itimerval limit = { .it_value.tv_sec = 2 };
    syscall(SYS_setitimer, ITIMER_VIRTUAL, &limit, NULL);
}

static int in_child(uint64_t seed)
{
    int status = 0;
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) {
        limit();
        run_guest(seed);
    }
    if (child == -1 || syscall(SYS_wait4, child, &status, 0, 0) != child)
        _exit(STATUS_BROKEN);
    return status;
}

int main(int argc, char **argv)
{
    unsigned long counts[4] = { 0 }, crashed = 0;
    if (argc != 3)
        return 2;
    uint64_t first = strtoul(argv[1], NULL, 10);
    uint64_t count = strtoul(argv[2], NULL, 10);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    for (uint64_t seed = first; seed < first + count; seed++) {
        int status = in_child(seed);
        bool ended = (status & 0xff) == 0 && status >> 8 <= STATUS_ENDED;
        if (ended && status >> 8 != STATUS_BROKEN) {
            counts[status >> 8]++;
            continue;
        }
        crashed++;
        fprintf(stderr, "seed %lu: %x\n", (unsigned long)seed,
                (unsigned)status);
    }
    printf("good %lu failed %lu ended %lu crashed %lu\n", counts[STATUS_GOOD],
           counts[STATUS_FAILED], counts[STATUS_ENDED], crashed);
    return crashed != 0;
}
