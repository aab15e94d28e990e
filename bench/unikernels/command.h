/* SPDX-License-Identifier: ISC */
/* How figures are asked for: a line on the console is a letter and a number,
 * and the answer a line "@ NUMBER". */
#ifndef COMMAND_H
#define COMMAND_H

#include "echis.h"

#define SECOND 1000000000ull

struct command {
    char letter; /* 0 where there is none any more */
    uint64_t number;
};

/* The next byte from the console, or 0 where it has no input. */
static inline char next_byte(void)
{
    char byte;
    size_t size;
    for (;;) {
        solo5_result_t result = echis_console_read(&byte, 1, &size);
        if (result == SOLO5_R_OK)
            return byte;
        if (result != SOLO5_R_AGAIN)
            return 0;
        solo5_yield(solo5_clock_monotonic() + SECOND, NULL);
    }
}

static inline struct command next_command(void)
{
    struct command command = { .letter = next_byte() };
    char digit = command.letter;
    while (digit && (digit = next_byte()) != '\n')
        command.number = command.number * 10 + (uint64_t)(digit - '0');
    return command;
}

static inline void answer(uint64_t number)
{
    char text[24];
    char *at = text + sizeof text;
    *--at = '\n';
    do
        *--at = (char)('0' + number % 10);
    while (number /= 10);
    *--at = ' ';
    *--at = '@';
    solo5_console_write(at, (size_t)(text + sizeof text - at));
}

#endif
