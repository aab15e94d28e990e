/* SPDX-License-Identifier: ISC */
/* An hvt guest that makes the hypercalls its command line asks for:
 *   echo …            writes the whole command line
 *   call NR W… , …    a structure of five words, then the hypercall with its
 *                     address; writes the words that came back
 *   raw_ NR GPA , …   the hypercall with this address
 * Letters: b a buffer, x code, z the size of memory. */
#include "call.h"
#include "elf_abi.h"
#include "hvt_abi.h"
#include "words.h"

ABI1_NOTE_DECLARE(HVT_ABI_TARGET, HVT_ABI_VERSION);
ELF_INTERP_DECLARE;

#define WORDS 5

/* In .data, so that the file holds a second segment. */
static uint8_t buffer[8192] __attribute__((aligned(4096))) = { 1 };

static void print(const char *text, size_t length)
{
    struct hvt_hc_puts puts = { .data = (uint64_t)text, .len = length };
    hypercall(HVT_HYPERCALL_PUTS, (uint64_t)&puts);
}

static void print_number(int64_t number)
{
    char text[24];
    print(text, words_format(text, number));
}

static void call_all(struct words *words)
{
    do {
        uint64_t w[WORDS];
        uint64_t number = words_take(words);
        for (unsigned i = 0; i < WORDS; i++)
            w[i] = words_take(words);
        hypercall((unsigned)number, (uint64_t)w);
        for (unsigned i = 0; i < WORDS; i++)
            print_number((int64_t)w[i]);
    } while (words_next_list(words));
}

static void raw_all(struct words *words)
{
    do {
        uint64_t number = words_take(words);
        hypercall((unsigned)number, words_take(words));
        print_number((int64_t)number);
    } while (words_next_list(words));
}

__attribute__((used)) void _start(const struct hvt_boot_info *info)
{
    const char *line = (const char *)info->cmdline;
    struct words words = { .at = line + 4 };
    struct hvt_hc_halt halt = { .exit_status = 0 };
    words.letter['b' - 'a'] = (uint64_t)buffer;
    words.letter['x' - 'a'] = (uint64_t)_start;
    words.letter['z' - 'a'] = info->mem_size;
    if (words_starts(line, "echo"))
        print(line, words_length(line));
    if (words_starts(line, "call"))
        call_all(&words);
    if (words_starts(line, "raw_"))
        raw_all(&words);
    hypercall(HVT_HYPERCALL_HALT, (uint64_t)&halt);
    __builtin_trap();
}
