/* SPDX-License-Identifier: ISC */
/* Fuzzes the readers of executables and manifests.
 *   image FILE            one case: exit 0 accepted, 1 refused
 *   image FILE SEED COUNT FOLDER
 *       COUNT mutants of FILE, the same for the same SEED; each that crashes a
 *       reader is kept in FOLDER as crash-SEED-NUMBER */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "elf_image.h"
#include "manifest.h"
#include "mutate.h"
#include "number.h"
#include "elf_abi.h"

#define LOWEST 0x100000
#define MEMORY_SIZE (4u << 20)
#define FILE_MAX (64u << 10)
#define GUARD (64u << 10)

/* Guest memory with an unmapped border: a byte too far is a crash. */
static uint8_t *map_memory(void)
{
    uint8_t *all = mmap(NULL, MEMORY_SIZE + 2 * GUARD, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (all == MAP_FAILED ||
        mprotect(all + GUARD, MEMORY_SIZE, PROT_READ | PROT_WRITE) == -1)
        _exit(2);
    return all + GUARD;
}

static void require(int holds)
{
    if (!holds)
        __builtin_trap();
}

/* What loading and protecting rely on, whatever the file said. */
static void check_layout(const struct elf_layout *layout)
{
    uint64_t lowest = LOWEST;
    for (unsigned i = 0; i < layout->count; i++) {
        const struct elf_segment *s = &layout->segment[i];
        require(s->start >= lowest && s->end <= MEMORY_SIZE);
        require(s->start <= s->address && s->address <= s->end);
        require(s->file_size <= s->end - s->address);
        require(((s->start | s->end) & (ELF_PAGE_SIZE - 1)) == 0);
        require((s->prot & (PROT_WRITE | PROT_EXEC)) !=
                (PROT_WRITE | PROT_EXEC));
        lowest = s->end;
    }
}

/* What lookups and messages rely on. */
static void check_manifest(struct manifest *manifest)
{
    struct mft *mft = manifest_mft(manifest);
    require(mft->entries >= 1 && mft->entries <= MFT_MAX_ENTRIES);
    require(manifest->size == sizeof *mft + mft->entries * sizeof mft->e[0]);
    for (unsigned i = 0; i < mft->entries; i++) {
        require(mft->e[i].name[MFT_NAME_MAX] == 0);
        require(!mft->e[i].attached && mft->e[i].b.hostfd == 0);
        require((i == 0) == (mft->e[i].name[0] == 0));
    }
}

/* What a tender does with a file before the guest runs. */
static _Noreturn void read_image(int fd, uint8_t *memory)
{
    static struct elf_image image;
    static struct elf_layout layout;
    static struct manifest manifest;
    struct abi1_info abi;
    elf_read(&image, fd, "image");
    if (elf_note(&image, ABI1_NOTE_TYPE, ABI1_NOTE_ALIGN, &abi, sizeof abi) ==
        0)
        _exit(1);
    manifest_load(&manifest, &image);
    check_manifest(&manifest);
    elf_plan(&image, LOWEST, MEMORY_SIZE, &layout);
    check_layout(&layout);
    elf_load(&image, &layout, memory);
    _exit(0);
}

static int in_child(int fd)
{
    int status = 0;
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0)
        read_image(fd, map_memory());
    if (child == -1 || syscall(SYS_wait4, child, &status, 0, 0) != child)
        _exit(2);
    return status;
}

static void keep(const char *folder, uint64_t seed, uint64_t number,
                 const uint8_t *data, size_t size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/crash-%lu-%lu", folder, (unsigned long)seed,
             (unsigned long)number);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd == -1 || write(fd, data, size) != (ssize_t)size)
        _exit(2);
    close(fd);
}

static size_t load(const char *path, uint8_t *data)
{
    int fd = open(path, O_RDONLY);
    ssize_t size = fd == -1 ? -1 : read(fd, data, FILE_MAX);
    if (size <= 0)
        _exit(2);
    close(fd);
    return (size_t)size;
}

static void fill(int fd, const uint8_t *data, size_t size)
{
    if (ftruncate(fd, 0) == -1 || pwrite(fd, data, size, 0) != (ssize_t)size)
        _exit(2);
}

struct tally {
    unsigned long accepted, refused, crashed;
};

static void judge(struct tally *tally, int status)
{
    tally->accepted += status == 0;
    tally->refused += status == 1 << 8;
    tally->crashed += status != 0 && status != 1 << 8;
}

static struct tally run(const uint8_t *seed_file, size_t size, uint64_t seed,
                        uint64_t count, const char *folder)
{
    static uint8_t data[FILE_MAX];
    struct tally tally = { 0, 0, 0 };
    int fd = (int)syscall(SYS_memfd_create, "mutant", 0);
    for (uint64_t i = 0; i < count; i++) {
        memcpy(data, seed_file, size);
        size_t length = mutate(data, size, seed + i);
        fill(fd, data, length);
        unsigned long before = tally.crashed;
        judge(&tally, in_child(fd));
        if (tally.crashed != before)
            keep(folder, seed, i, data, length);
    }
    return tally;
}

int main(int argc, char **argv)
{
    static uint8_t seed_file[FILE_MAX];
    uint64_t seed, count;
    char text[128];
    if (argc == 2)
        read_image(open(argv[1], O_RDONLY), map_memory());
    if (argc != 5 || !number_parse(argv[2], &seed) ||
        !number_parse(argv[3], &count))
        return 2;
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    size_t size = load(argv[1], seed_file);
    struct tally tally = run(seed_file, size, seed, count, argv[4]);
    int length =
        snprintf(text, sizeof text, "accepted %lu refused %lu crashed %lu\n",
                 tally.accepted, tally.refused, tally.crashed);
    return write(1, text, (size_t)length) != length || tally.crashed != 0;
}
