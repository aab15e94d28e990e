/* SPDX-License-Identifier: ISC */
/* The command line of a test guest: numbers, and letters that stand for values
 * which only the guest knows. */
#ifndef GUEST_WORDS_H
#define GUEST_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct words {
    const char *at;
    uint64_t letter[26]; /* value of 'a' to 'z' */
};

static inline size_t words_length(const char *text)
{
    size_t length = 0;
    while (text[length])
        length++;
    return length;
}

static inline int words_starts(const char *text, const char *word)
{
    while (*word)
        if (*text++ != *word++)
            return 0;
    return *text == ' ' || *text == 0;
}

static inline int words_more(struct words *words)
{
    while (*words->at == ' ')
        words->at++;
    return *words->at != 0 && *words->at != ',';
}

/* Ends the list that a comma closes; 0 at the end of the line. */
static inline int words_next_list(struct words *words)
{
    while (words_more(words))
        words->at++;
    if (*words->at == 0)
        return 0;
    words->at++;
    return 1;
}

/* A decimal number of 64 bits, a letter's value, or 0 after the last word. */
static inline uint64_t words_take(struct words *words)
{
    uint64_t value = 0;
    if (!words_more(words))
        return 0;
    if (*words->at >= 'a' && *words->at <= 'z')
        return words->letter[*words->at++ - 'a'];
    while (*words->at >= '0' && *words->at <= '9')
        value = value * 10 + (uint64_t)(*words->at++ - '0');
    return value;
}

/* The number in decimal, signed, with a blank; its length. */
static inline size_t words_format(char to[24], int64_t number)
{
    char digits[24];
    size_t count = 0, length = 0;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do
        digits[count++] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        to[length++] = '-';
    while (count > 0)
        to[length++] = digits[--count];
    to[length++] = ' ';
    return length;
}

#endif
