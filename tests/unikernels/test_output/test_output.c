/* SPDX-License-Identifier: ISC */
/* One long write arrives whole. */

#include "test.h"

#define LINES 4096
#define WIDTH 32

static char text[LINES][WIDTH];

/* "line 0000 ..................." */
static void fill_line(char *line, unsigned number)
{
    memset(line, '.', WIDTH - 1);
    memcpy(line, "line ", 5);
    for (int i = 8; i >= 5; i--, number /= 10)
        line[i] = (char)('0' + number % 10);
    line[WIDTH - 1] = '\n';
}

int solo5_app_main(const struct solo5_start_info *info)
{
    (void)info;
    print("\n**** test_output ****\n");
    for (unsigned i = 0; i < LINES; i++)
        fill_line(text[i], i);
    solo5_console_write(text[0], sizeof text);
    return success();
}
