/* SPDX-License-Identifier: ISC */
/* Signal handlers and masks, in the kernel's own layout. */
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define RESTORER 0x04000000

/* struct sigaction as rt_sigaction takes it, on 64-bit processors. */
struct kernel_sigaction {
    void (*handler)(int);
    unsigned long flags;
    void (*restorer)(void);
    uint64_t mask;
};

#ifdef __x86_64__
void signal_restorer(void);
#define SET_RESTORER(action)                                                   \
    ((action).flags |= RESTORER, (action).restorer = signal_restorer)
#else
#define SET_RESTORER(action) ((void)(action))
#endif

int sigaction(int number, const struct sigaction *new, struct sigaction *old)
{
    struct kernel_sigaction set = { 0 }, was = { 0 };
    if (new) {
        set.handler = new->sa_handler;
        set.flags = (unsigned long)new->sa_flags;
        memcpy(&set.mask, &new->sa_mask, sizeof set.mask);
        SET_RESTORER(set);
    }
    if (syscall(SYS_rt_sigaction, number, new ? &set : NULL, old ? &was : NULL,
                sizeof set.mask) == -1)
        return -1;
    if (old) {
        memset(old, 0, sizeof *old);
        old->sa_handler = was.handler;
        old->sa_flags = (int)(was.flags & ~(unsigned long)RESTORER);
        memcpy(&old->sa_mask, &was.mask, sizeof was.mask);
    }
    return 0;
}

int sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
    return (int)syscall(SYS_rt_sigprocmask, how, set, old, _NSIG / 8);
}

int sigemptyset(sigset_t *set)
{
    memset(set, 0, sizeof *set);
    return 0;
}

int sigfillset(sigset_t *set)
{
    memset(set, 0xff, sizeof *set);
    return 0;
}

int sigaddset(sigset_t *set, int number)
{
    unsigned bit = (unsigned)number - 1;
    set->__bits[bit / (8 * sizeof *set->__bits)] |=
        1UL << bit % (8 * sizeof *set->__bits);
    return 0;
}
