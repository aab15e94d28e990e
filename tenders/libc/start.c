/* SPDX-License-Identifier: ISC */
/* The first code of a static program: relocates itself (static PIE), seeds the
 * stack protector from the kernel's AT_RANDOM and calls main. */
#include <elf.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arch.h"

int main(int argc, char **argv, char **envp);

uintptr_t __stack_chk_guard;
char **environ;

extern const Elf64_Dyn _DYNAMIC[] __attribute__((visibility("hidden")));
extern const char __ehdr_start[] __attribute__((visibility("hidden")));

/* Nothing that needs a relocation may run before this returns: no guard, no
 * calls through tables. Only RELATIVE entries occur in a static program. */
__attribute__((no_stack_protector)) static void relocate(void)
{
    uintptr_t base = (uintptr_t)__ehdr_start;
    const Elf64_Rela *rela = NULL;
    size_t size = 0;
    for (const Elf64_Dyn *dyn = _DYNAMIC; dyn->d_tag != DT_NULL; dyn++) {
        if (dyn->d_tag == DT_RELA)
            rela = (const Elf64_Rela *)(base + dyn->d_un.d_ptr);
        if (dyn->d_tag == DT_RELASZ)
            size = dyn->d_un.d_val;
    }
    for (; size >= sizeof *rela; size -= sizeof *rela, rela++)
        *(uintptr_t *)(base + rela->r_offset) =
            base + (uintptr_t)rela->r_addend;
}

__attribute__((no_stack_protector)) static void seed_guard(char **envp)
{
    while (*envp++)
        ;
    for (const Elf64_auxv_t *aux = (const void *)envp; aux->a_type; aux++)
        if (aux->a_type == AT_RANDOM)
            memcpy(&__stack_chk_guard, (const void *)aux->a_un.a_val,
                   sizeof __stack_chk_guard);
    /* A zero byte first stops string functions from writing past it. */
    __stack_chk_guard &= ~(uintptr_t)0xff;
}

__attribute__((no_stack_protector, noreturn, used)) void
start_main(uintptr_t *stack)
{
    int argc = (int)stack[0];
    char **argv = (char **)(stack + 1);
    char **envp = argv + argc + 1;
    relocate();
    seed_guard(envp);
    environ = envp;
    exit(main(argc, argv, envp));
}
