// SPDX-License-Identifier: ISC
// What this port of MicroPython differs in from the EXTRA_FEATURES level. It
// is the superset every context is compiled with; an image takes from it only
// what the application imports (see site_scons/echis/imports.py).

#include <alloca.h>
#include <stddef.h>
#include <stdint.h>

#define MICROPY_CONFIG_ROM_LEVEL (MICROPY_CONFIG_ROM_LEVEL_EXTRA_FEATURES)

// Numbers. The native half float needs libcalls that no kernel image has.
#define MICROPY_FLOAT_IMPL (MICROPY_FLOAT_IMPL_DOUBLE)
#define MICROPY_FLOAT_USE_NATIVE_FLT16 (0)
#define MICROPY_LONGINT_IMPL (MICROPY_LONGINT_IMPL_MPZ)
#define MPZ_DIG_SIZE (32)

// Speed, and errors that name what they are about.
#define MICROPY_OPT_COMPUTED_GOTO (1)
// An entry is a byte, found by bits 2 and up of the key's address; blocks of
// 32 bytes make an eighth of that count for strings, so 128 are too few.
#define MICROPY_OPT_MAP_LOOKUP_CACHE_SIZE (1024)
#define MICROPY_ERROR_REPORTING (MICROPY_ERROR_REPORTING_DETAILED)
#define MICROPY_ROM_TEXT_COMPRESSION (1)
#define MICROPY_WARNINGS (1)
#define MICROPY_PY_STR_BYTES_CMP_WARN (1)
#define MICROPY_ENABLE_EMERGENCY_EXCEPTION_BUF (1)
#define MICROPY_EMERGENCY_EXCEPTION_BUF_SIZE (256)

// Memory: starts small, grows by areas out of the region of heap.c.
#define MICROPY_ENABLE_GC (1)
#define MICROPY_GC_SPLIT_HEAP (1)
#define MICROPY_GC_SPLIT_HEAP_AUTO (1)
#define MICROPY_PY_GC_COLLECT_RETVAL (1)
#define MICROPY_TRACKED_ALLOC (1)
#define MICROPY_MALLOC_USES_ALLOCATED_SIZE (1)
#define MICROPY_MEM_STATS (1)
void *heap_area_alloc(size_t size);
void heap_area_free(void *area);
#define MP_PLAT_ALLOC_HEAP(size) heap_area_alloc(size)
#define MP_PLAT_FREE_HEAP(area) heap_area_free(area)

// Of the linker script's 256 KiB of stack, Python uses 152: nested iterators
// may take only 32 bytes a level here, and MicroPython's tests expect 5000 of
// them to end in a RuntimeError. The rest is for the calls between two checks.
#define MICROPY_STACK_CHECK_MARGIN (104 * 1024)

// Code comes frozen, and from file systems that the application mounts.
#define MICROPY_MODULE_FROZEN_MPY (1)
#define MICROPY_QSTR_EXTRA_POOL mp_qstr_frozen_const_pool
#define MICROPY_PERSISTENT_CODE_LOAD (1)
#define MICROPY_VFS (1)
#define MICROPY_READER_VFS (1)
#define MICROPY_VFS_ROM (1)
#define MICROPY_VFS_ROM_IOCTL (0)
#define MICROPY_VFS_FAT (1)
#define MICROPY_VFS_LFS1 (1)
#define MICROPY_VFS_LFS2 (1)
#define MICROPY_FATFS_ENABLE_LFN (1)
#define MICROPY_FATFS_RPATH (2)
#define MICROPY_FATFS_MAX_SS (4096)
#define MICROPY_FATFS_LFN_CODE_PAGE 437

// There is no prompt, and nothing that is typed interrupts;
// programs may still choose the character that would.
#define MICROPY_HELPER_REPL (0)
#define MICROPY_KBD_EXCEPTION (1)
#define MICROPY_PY_SYS_PS1_PS2 (0)
#define MICROPY_PY_BUILTINS_INPUT (1)

#define MICROPY_PY_SYS_PLATFORM "echis"
#define MICROPY_BANNER_MACHINE "echis [" MICROPY_PLATFORM_COMPILER "]"
#define MICROPY_PY_SYS_ATEXIT (1)
#define MICROPY_PY_SYS_EXC_INFO (1)
#define MICROPY_PY_DEFLATE_COMPRESS (1)
#define MICROPY_PY_WEBSOCKET (1)
#define MICROPY_PY_RE_MATCH_GROUPS (1)
#define MICROPY_PY_RE_MATCH_SPAN_START_END (1)
#define MICROPY_PY_COLLECTIONS_NAMEDTUPLE__ASDICT (1)
#define MICROPY_PY_RANDOM_SEED_INIT_FUNC (mp_hal_random_seed())
unsigned long mp_hal_random_seed(void);
// Hashes and AES of mbedTLS, see mbedtls_config.h.
#define MICROPY_SSL_MBEDTLS (1)
#define MICROPY_PY_HASHLIB_MD5 (1)
#define MICROPY_PY_HASHLIB_SHA1 (1)
#define MICROPY_PY_CRYPTOLIB (1)
#define MICROPY_USE_INTERNAL_ERRNO (1)

// time: modtime.c has our clocks, sleeps and calendar functions.
#define MICROPY_EPOCH_IS_1970 (1)
#define MICROPY_PY_TIME_TIME_TIME_NS (1)
#define MICROPY_PY_TIME_EXTRA_GLOBALS MODTIME_EXTRA_GLOBALS
#define MICROPY_PY_TIME_CUSTOM_SLEEP (1)
#define MICROPY_PY_TIME_INCLUDEFILE "runtime/micropython/modtime.c"

// Everything that waits, waits in solo5_yield.
void mp_hal_wait_ms(int timeout_ms);
#define MICROPY_INTERNAL_WFE(timeout_ms) mp_hal_wait_ms((int)(timeout_ms))

typedef intptr_t mp_int_t;
typedef uintptr_t mp_uint_t;
typedef long mp_off_t;
#define UINT_FMT "%lu"
#define INT_FMT "%ld"
#define MP_SSIZE_MAX INTPTR_MAX

#define MP_STATE_PORT MP_STATE_VM
