/* SPDX-License-Identifier: ISC */
/* Among the bindings themselves: what the common files share, and what every
 * target implements for them. Applications do not include it. */
#ifndef BINDINGS_H
#define BINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mft_abi.h"
#include "solo5.h"

#define PAGE_SIZE 4096u
#define NSEC_PER_SEC 1000000000u

/* --- Each target: platform.c, console.c --- */

/* Ends the guest; cookie is a target's own information about a trap. */
void platform_exit(int status, void *cookie) __attribute__((noreturn));

/* Sets the thread-pointer register; false when the host refuses. */
bool platform_set_tls_base(uintptr_t base);

/* --- Linker script --- */

extern char _image_start[], _guard_start[], _stack_bottom[], _stack_top[],
    _stext[], _etext[], _srodata[], _erodata[], _sdata[], _edata[], _end[];

/* --- stack_protector.c --- */

/* Changes the canary, so it must be called by a function that never returns.
 * extra is whatever the target has that differs from run to run. */
void stack_protector_init(uint64_t extra);

/* --- entropy.c --- */

/* Each target has a table of its sources, which ends with one without name. */
struct entropy_source {
    const char *name;
    bool (*is_there)(void);
    bool (*read)(uint8_t *to, size_t size); /* false where it has not so much */
};

extern const struct entropy_source entropy_sources[];

bool entropy_cpu_is_there(void);
bool entropy_cpu_read(uint8_t *to, size_t size);

/* Mixes all sources into the canary, and names them. As with
 * stack_protector_init, its caller must never return. */
void entropy_init(void);

/* --- abort.c --- */

/* Says why, and aborts. */
void panic(const char *why, void *cookie) __attribute__((noreturn));

/* Says the status, where the host has none: `run` takes it from this line. */
void exit_tell(int status);

/* For what cannot happen. */
#define REQUIRE(condition)                                                     \
    do {                                                                       \
        if (!(condition))                                                      \
            panic("assertion failed: " #condition, NULL);                      \
    } while (0)

/* --- log.c --- */

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

void log_set_level(enum log_level level);

/* One line, built up and then written at once after the prefix "Solo5: ". */
struct line {
    size_t length;
    char text[160];
};

void line_text(struct line *line, const char *text);
void line_decimal(struct line *line, uint64_t number);
void line_hex(struct line *line, uint64_t number); /* 0x… */
void line_log(enum log_level level, struct line *line);

/* A line of text, or of text and a number. */
void log_text(enum log_level level, const char *text);
void log_hex(enum log_level level, const char *text, uint64_t number);

/* --- boot_time.c --- */

enum boot_time { BOOT_TIME_UNWANTED, BOOT_TIME_WANTED, BOOT_TIME_KNOWN };
extern enum boot_time boot_time;

/* To be called ahead of what is written to the console. */
void boot_time_first(void);

/* The line, if it is wanted. */
void boot_time_tell(void);

/* --- cmdline.c --- */

/* Obeys the leading --solo5:… options and returns what follows them. */
const char *cmdline_parse(const char *cmdline);

/* --- memory.c --- */

/* All memory from the image's end to end is free. Panics where that is less
 * than an application can start with. */
void memory_init(uint64_t end);

/* Pages of zeroes for ever, from the free memory. Before memory_heap. */
void *memory_take_pages(size_t count);

/* What is left, for the application. */
void memory_heap(uintptr_t *start, size_t *size);

/* --- manifest.c --- */

void manifest_init(const struct mft *mft);

/* How many devices of type there are. */
unsigned manifest_count(mft_type_t type);

/* The device behind an acquired handle; else NULL. */
const struct mft_entry *manifest_device(solo5_handle_t handle, mft_type_t type);

/* Whether one block at offset of the device can be transferred; whether some
 * can. */
bool manifest_block_io_ok(const struct mft_entry *device, solo5_off_t offset,
                          size_t size);
bool manifest_blocks_io_ok(const struct mft_entry *device, solo5_off_t offset,
                           size_t size);

#endif
