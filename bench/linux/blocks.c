/* SPDX-License-Identifier: ISC */
/* bench/unikernels/blocks on Linux: /dev/vda, past the page cache. */

#include <fcntl.h>
#include <stdbool.h>

#include "command.h"

#define MOST (1u << 20)

static char buffer[MOST] __attribute__((aligned(4096)));
static int disk;
static off_t capacity;

static bool transfer(char letter, off_t at, size_t size)
{
    ssize_t done = letter == 'w' ? pwrite(disk, buffer, size, at)
                                 : pread(disk, buffer, size, at);
    return done == (ssize_t)size;
}

/* 0 where it failed. */
static uint64_t time_of(const struct command *command)
{
    uint64_t start = now();
    for (off_t at = 0; at < capacity; at += (off_t)command->number)
        if (!transfer(command->letter, at, command->number))
            return 0;
    return now() - start;
}

int main(void)
{
    struct command command;
    disk = open("/dev/vda", O_RDWR | O_DIRECT);
    capacity = disk < 0 ? -1 : lseek(disk, 0, SEEK_END);
    if (capacity <= 0)
        return 1;
    answer(0);
    while ((command = next_command()).letter)
        answer(command.number <= MOST ? time_of(&command) : 0);
    return 0;
}
