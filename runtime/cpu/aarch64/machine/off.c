/* SPDX-License-Identifier: ISC */
/* Switching off by PSCI (Arm DEN 0022), 5.10: SYSTEM_OFF. */

#include "board.h"
#include "machine.h"

#define PSCI_SYSTEM_OFF 0x84000008u

_Noreturn void machine_off(int status)
{
    register uint64_t x0 __asm__("x0") = PSCI_SYSTEM_OFF;
    (void)status;
    if (board.psci_by_smc)
        __asm__ volatile("smc #0" : "+r"(x0)::"memory");
    else
        __asm__ volatile("hvc #0" : "+r"(x0)::"memory");
    for (;;)
        __asm__ volatile("wfi");
}
