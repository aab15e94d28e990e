/* SPDX-License-Identifier: ISC */
/* The same commands and answers as those of the unikernels, on standard input
 * and output. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000ull

struct command {
    char letter; /* 0 at the end of the input */
    uint64_t number;
};

static inline char next_byte(void)
{
    char byte;
    return read(0, &byte, 1) == 1 ? byte : 0;
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
    int size =
        snprintf(text, sizeof text, "@ %llu\n", (unsigned long long)number);
    (void)!write(1, text, (size_t)size);
}

static inline uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

#endif
