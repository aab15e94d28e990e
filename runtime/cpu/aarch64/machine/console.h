/* SPDX-License-Identifier: ISC */
#ifndef CONSOLE_H
#define CONSOLE_H

/* Makes the serial port let go of its interrupt. */
void console_acknowledge(void);

#endif
