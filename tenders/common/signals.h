/* SPDX-License-Identifier: ISC */
/* SIGINT and SIGTERM end the guest at once. */
#ifndef TENDER_SIGNALS_H
#define TENDER_SIGNALS_H

/* From now on either signal ends the process with status 128 + its number,
 * also for the first process of a container, which has no default actions. */
void signals_end_guest(void);

#endif
