/* SPDX-License-Identifier: ISC */
/* An epoll set of the network devices, with a timerfd for nanoseconds. */
#include "waitset.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>

#include "report.h"

#define TIMER_MARK UINT64_MAX
#define EVENTS_MAX (MFT_MAX_ENTRIES + 1)
#define NANOSECONDS 1000000000ULL

static void wait_for(const struct machine *machine, int fd, uint64_t mark)
{
    struct epoll_event event = { .events = EPOLLIN, .data.u64 = mark };
    if (epoll_ctl(machine->epollfd, EPOLL_CTL_ADD, fd, &event) == -1)
        die_errno("Could not wait for descriptor %d", fd);
}

void waitset_create(struct machine *machine)
{
    machine->epollfd = epoll_create1(EPOLL_CLOEXEC);
    machine->timerfd =
        timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    if (machine->epollfd == -1 || machine->timerfd == -1)
        die_errno("Could not create the guest's wait set");
    wait_for(machine, machine->timerfd, TIMER_MARK);
    for (unsigned i = 0; i < manifest_entries(machine->manifest); i++) {
        struct mft_entry *entry =
            manifest_device(machine->manifest, i, MFT_DEV_NET_BASIC);
        if (entry != NULL)
            wait_for(machine, entry->b.hostfd, i);
    }
}

/* A timer of 0 would never fire: the lowest bit is always set. */
static void start_timer(const struct machine *machine, uint64_t nanoseconds)
{
    struct itimerspec timer = {
        .it_value = { .tv_sec = (time_t)(nanoseconds / NANOSECONDS),
                      .tv_nsec = (long)(nanoseconds % NANOSECONDS) | 1 }
    };
    if (timerfd_settime(machine->timerfd, 0, &timer, NULL) == -1)
        die_errno("Could not set the guest's timer");
}

static uint64_t ready_set(const struct epoll_event *events, int count)
{
    uint64_t ready = 0;
    for (int i = 0; i < count; i++)
        if (events[i].data.u64 != TIMER_MARK)
            ready |= 1ULL << events[i].data.u64;
    return ready;
}

/* The timer runs on when a stopped tender continues: waiting again is right. */
uint64_t waitset_wait(const struct machine *machine, uint64_t nanoseconds)
{
    struct epoll_event events[EVENTS_MAX];
    int count;
    start_timer(machine, nanoseconds);
    do
        count = epoll_pwait(machine->epollfd, events, EVENTS_MAX, -1, NULL);
    while (count == -1 && errno == EINTR);
    if (count == -1)
        die_errno("Could not wait for the guest's devices");
    return ready_set(events, count);
}
