/* SPDX-License-Identifier: ISC */
/* An spt guest that does what its command line says:
 *   echo …             writes the whole command line
 *   show W …           writes the values of words
 *   call NR A… , …     makes system calls and writes their results
 * Letters: b a buffer, e the epoll set, t the timer, d and n the descriptors
 * of handles 1 and 2, c and s capacity and sector size of handle 1, m the MTU
 * of handle 2, z the size of memory. */
#include "call.h"
#include "elf_abi.h"
#include "mft_abi.h"
#include "spt_abi.h"
#include "words.h"

ABI1_NOTE_DECLARE(SPT_ABI_TARGET, SPT_ABI_VERSION);
ELF_INTERP_DECLARE;

/* In .data, so that the file holds a second segment. */
static uint8_t buffer[8192] __attribute__((aligned(4096))) = { 1 };

static void print(const char *text, size_t length)
{
    call(CALL_WRITE, 1, (uint64_t)text, length, 0, 0, 0);
}

static void print_number(int64_t number)
{
    char text[24];
    print(text, words_format(text, number));
}

static void name(struct words *words, char letter, uint64_t value)
{
    words->letter[letter - 'a'] = value;
}

static void name_devices(struct words *words, const struct mft *mft)
{
    if (mft->entries < 3)
        return;
    name(words, 'd', (uint64_t)mft->e[1].b.hostfd);
    name(words, 'c', mft->e[1].u.block_basic.capacity);
    name(words, 's', mft->e[1].u.block_basic.block_size);
    name(words, 'n', (uint64_t)mft->e[2].b.hostfd);
    name(words, 'm', mft->e[2].u.net_basic.mtu);
}

static void show(struct words *words)
{
    while (words_more(words))
        print_number((int64_t)words_take(words));
}

static void call_all(struct words *words)
{
    do {
        uint64_t w[7];
        for (unsigned i = 0; i < 7; i++)
            w[i] = words_take(words);
        print_number(call(w[0], w[1], w[2], w[3], w[4], w[5], w[6]));
    } while (words_next_list(words));
}

__attribute__((used)) void _start(const struct spt_boot_info *info)
{
    struct words words = { .at = info->cmdline };
    name(&words, 'b', (uint64_t)buffer);
    name(&words, 'e', (uint64_t)info->epollfd);
    name(&words, 't', (uint64_t)info->timerfd);
    name(&words, 'z', info->mem_size);
    name_devices(&words, info->mft);
    words.at += 4;
    if (words_starts(info->cmdline, "echo"))
        print(info->cmdline, words_length(info->cmdline));
    if (words_starts(info->cmdline, "show"))
        show(&words);
    if (words_starts(info->cmdline, "call"))
        call_all(&words);
    call(CALL_EXIT_GROUP, 0, 0, 0, 0, 0, 0);
    __builtin_trap();
}
