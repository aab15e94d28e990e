/* SPDX-License-Identifier: ISC */
/* Some machines offer a /dev/kvm without hardware virtualisation: guests then
 * compute wrong results or die of unrelated errors. Better to refuse. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cpu.h"
#include "report.h"

const char cpu_without_kvm[] =
    " (load the kernel module kvm-intel or kvm-amd, or use spt)";

/* The first processor's entry, with its flags, is well within this. */
#define CPUINFO_SIZE 16384

static int read_cpuinfo(char text[CPUINFO_SIZE])
{
    size_t length = 0;
    ssize_t got = 0;
    int fd = open("/proc/cpuinfo", O_RDONLY | O_CLOEXEC);
    if (fd == -1)
        return 0;
    do
        got = read(fd, text + length, CPUINFO_SIZE - 1 - length);
    while (got > 0 && (length += (size_t)got) < CPUINFO_SIZE - 1);
    close(fd);
    text[length] = '\0';
    return 1;
}

/* The line of the flags, after which the text is cut: other lines may name
 * what the processor does not have. */
static const char *first_flags(char *text)
{
    char *flags = strstr(text, "\nflags");
    char *end = flags == NULL ? NULL : strchr(flags + 1, '\n');
    if (end != NULL)
        end[1] = '\0';
    return flags;
}

/* Flags are separated by blanks; the last ends with the line. */
static int has_flag(const char *flags, const char *flag)
{
    size_t length = strlen(flag);
    for (; (flags = strstr(flags, flag)) != NULL; flags += length)
        if (flags[-1] == ' ' && (flags[length] == ' ' || flags[length] == '\n'))
            return 1;
    return 0;
}

void cpu_check_host(void)
{
    static char text[CPUINFO_SIZE];
    if (!read_cpuinfo(text))
        return;
    const char *flags = first_flags(text);
    if (flags == NULL || has_flag(flags, "vmx") || has_flag(flags, "svm"))
        return;
    die("This processor has no hardware virtualisation (neither svm nor vmx "
        "among the flags in /proc/cpuinfo), so /dev/kvm cannot run guests "
        "correctly; use the spt target here");
}
