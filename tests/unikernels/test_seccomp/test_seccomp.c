/* SPDX-License-Identifier: ISC */
/* A system call that the tender does not know ends the guest. */

#include "syscall.h"
#include "test.h"

/* writev on x86_64, epoll_create1 on aarch64: both fail here if allowed. */
#define FORBIDDEN 20

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_seccomp ****\n");
    syscall6(FORBIDDEN, -1, 0, 0, 0, 0, 0);
    return failure("the system call returned");
}
