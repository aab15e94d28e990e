/* SPDX-License-Identifier: ISC */
/* From argv to a checked executable with its devices attached. */
#include "launch.h"

#include <fcntl.h>
#include <sys/personality.h>
#include <unistd.h>

#include "block.h"
#include "elf_abi.h"
#include "net.h"
#include "report.h"

/* A lower number means that 0, 1 or 2 was closed: the guest's console would
 * then write into whatever file is opened in its place. */
static int open_kernel(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd == -1)
        die_errno("%s: Could not open", path);
    if (fd <= STDERR_FILENO)
        die("Standard input, output and error must be open");
    return fd;
}

static void check_abi(const struct elf_image *image,
                      const struct tender *tender)
{
    struct abi1_info abi = { 0 };
    if (elf_note(image, ABI1_NOTE_TYPE, ABI1_NOTE_ALIGN, &abi, sizeof abi) !=
        sizeof abi)
        die("%s: No Solo5 ABI information found in executable", image->path);
    if (abi.abi_target != tender->abi_target)
        die("%s: Executable is not for the %s target", image->path,
            tender->name);
    if (abi.abi_version != tender->abi_version)
        die("%s: Executable requests unsupported ABI version %u (this tender "
            "has %u)",
            image->path, abi.abi_version, tender->abi_version);
}

/* With this personality all readable memory would be executable too. */
static void check_personality(void)
{
    int current = personality(0xffffffff);
    if (current != -1 && (current & READ_IMPLIES_EXEC))
        die("Refusing to run under the READ_IMPLIES_EXEC personality, which "
            "makes data executable");
}

void launch_prepare(struct launch *launch, const struct tender *tender,
                    char **argv)
{
    report_as(tender->name);
    check_personality();
    struct command command =
        options_scan(tender, *argv == NULL ? argv : argv + 1);
    elf_read(&launch->image, open_kernel(command.kernel), command.kernel);
    check_abi(&launch->image, tender);
    manifest_load(&launch->manifest, &launch->image);
    launch->memory_size = options_apply(tender, &command, &launch->manifest);
    launch->guest_arguments = command.guest_arguments;
    manifest_require_attached(&launch->manifest);
    block_check(&launch->manifest);
    net_complete(&launch->manifest);
}
