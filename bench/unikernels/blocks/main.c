/* SPDX-License-Identifier: ISC */
/* Reads (r) or writes (w) the whole device in order, so many bytes a call as
 * the command says; the answer is the nanoseconds that it took. */

#include "command.h"

#define MOST (1u << 20)

static uint8_t buffer[MOST];
static solo5_handle_t disk;
static struct solo5_block_info device;

static solo5_result_t transfer(char letter, solo5_off_t at, size_t size)
{
    return letter == 'w' ? echis_block_write(disk, at, buffer, size)
                         : echis_block_read(disk, at, buffer, size);
}

/* 0 where it failed. */
static uint64_t time_of(const struct command *command)
{
    solo5_time_t start = solo5_clock_monotonic();
    for (solo5_off_t at = 0; at < device.capacity; at += command->number)
        if (transfer(command->letter, at, command->number) != SOLO5_R_OK)
            return 0;
    return solo5_clock_monotonic() - start;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    struct command command;
    (void)info;
    if (solo5_block_acquire("storage", &disk, &device) != SOLO5_R_OK)
        return SOLO5_EXIT_FAILURE;
    answer(0);
    while ((command = next_command()).letter)
        answer(command.number <= MOST ? time_of(&command) : 0);
    return SOLO5_EXIT_SUCCESS;
}
