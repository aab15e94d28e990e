/* SPDX-License-Identifier: ISC */
/* Two passes over the command line, as in Solo5's tenders.
 * PROJECT_VERSION comes from the build. */
#include "options.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "block.h"
#include "net.h"
#include "number.h"
#include "report.h"

#define MEMORY_DEFAULT (512ULL << 20)
#define MEMORY_MAX_MB (1ULL << 26)

static const char help_text[] =
    "usage: %s [ OPTIONS ] [ -- ] KERNEL [ ARGS ]\n"
    "KERNEL is the filename of the unikernel to run.\n"
    "ARGS are optional arguments passed to the unikernel.\n"
    "Options:\n"
    "  --mem=512 (guest memory in MB)\n"
    "  --net:NAME=IFACE | @FD (attach tap IFACE, or the open descriptor FD,\n"
    "      as network NAME)\n"
    "  --net-mac:NAME=HWADDR (set HWADDR for network NAME)\n"
    "  --block:NAME=PATH (attach the file or block device at PATH as block\n"
    "      storage NAME)\n"
    "  --block-sector-size:NAME=BYTES (set the sector size of block NAME;\n"
    "      a power of two, 512 to 32768)\n"
    "%s"
    "  --help (display this help)\n"
    "  --version (display version information)\n";

static _Noreturn void print_and_exit(const char *text, int length)
{
    ssize_t ignored = write(STDOUT_FILENO, text, (size_t)length);
    (void)ignored;
    _exit(0);
}

static _Noreturn void print_help(const struct tender *tender)
{
    char text[2048];
    int length =
        snprintf(text, sizeof text, help_text, tender->name, tender->more_help);
    print_and_exit(text, length);
}

static _Noreturn void print_version(const struct tender *tender)
{
    char text[256];
    int length = snprintf(text, sizeof text,
                          "%s tender, version echis-%s\nABI version %u\n",
                          tender->name, PROJECT_VERSION, tender->abi_version);
    print_and_exit(text, length);
}

struct command options_scan(const struct tender *tender, char **argv)
{
    struct command command = { .options = argv };
    for (; *argv != NULL && (*argv)[0] == '-'; argv++) {
        if (strcmp(*argv, "--") == 0) {
            argv++;
            break;
        }
        if (strcmp(*argv, "--help") == 0)
            print_help(tender);
        if (strcmp(*argv, "--version") == 0)
            print_version(tender);
    }
    if (*argv == NULL)
        die("Missing KERNEL operand; see --help for syntax");
    command.kernel = *argv;
    command.guest_arguments = argv + 1;
    return command;
}

/* An option for a device, written PREFIXNAME=VALUE. */
struct device_option {
    const char *prefix;
    void (*carry_out)(struct manifest *, const char *name, const char *value);
};

static const struct device_option device_options[] = {
    { "--net:", net_attach },
    { "--net-mac:", net_set_mac },
    { "--block:", block_attach },
    { "--block-sector-size:", block_set_sector_size },
    { NULL, NULL },
};

static int starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static _Noreturn void refuse(const char *option)
{
    die("Invalid option: `%s'; see --help for syntax", option);
}

static void carry_out(const struct device_option *option, const char *text,
                      struct manifest *manifest)
{
    char name[MFT_NAME_SIZE];
    const char *assignment = text + strlen(option->prefix);
    const char *equals = strchr(assignment, '=');
    if (equals == NULL || equals == assignment || equals[1] == '\0' ||
        equals - assignment > MFT_NAME_MAX)
        refuse(text);
    size_t length = (size_t)(equals - assignment);
    memcpy(name, assignment, length);
    name[length] = '\0';
    option->carry_out(manifest, name, equals + 1);
}

static int take_device_option(const char *text, struct manifest *manifest)
{
    const struct device_option *option = device_options;
    for (; option->prefix != NULL; option++) {
        if (!starts_with(text, option->prefix))
            continue;
        carry_out(option, text, manifest);
        return 1;
    }
    return 0;
}

static uint64_t parse_memory(const char *text)
{
    uint64_t megabytes;
    if (!number_parse(text, &megabytes) || megabytes == 0)
        die("Malformed argument to --mem: '%s'; give a number of megabytes",
            text);
    if (megabytes > MEMORY_MAX_MB)
        die("--mem=%s is more memory than a process can have", text);
    return megabytes << 20;
}

uint64_t options_apply(const struct tender *tender,
                       const struct command *command, struct manifest *manifest)
{
    uint64_t memory_size = MEMORY_DEFAULT;
    char *const *option = command->options;
    for (; *option != command->kernel && strcmp(*option, "--") != 0; option++) {
        if (starts_with(*option, "--mem="))
            memory_size = parse_memory(*option + strlen("--mem="));
        else if (!take_device_option(*option, manifest) &&
                 !tender->take_option(*option))
            refuse(*option);
    }
    return memory_size;
}
