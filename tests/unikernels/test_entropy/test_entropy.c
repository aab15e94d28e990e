/* SPDX-License-Identifier: ISC */
/* Entropy is there where a source is, and never twice the same. The argument,
 * if there is one, is the sources that must be there: "RDRAND,virtio-rng". */

#include "echis.h"
#include "test.h"

#define SIZE 100u

static uint8_t first[SIZE], second[SIZE];
static const uint8_t zeroes[SIZE];

/* What is behind the names, where they are those of the sources. */
static bool are_sources(const char *names)
{
    const char *name;
    for (unsigned i = 0; (name = echis_entropy_source(i)); i++) {
        if (strncmp(names, name, strlen(name)) != 0)
            return false;
        names += strlen(name);
        if (*names == ',')
            names++;
    }
    return *names == 0;
}

/* No half may be missing, as with a source that gives too little. */
static bool differ(size_t from, size_t size)
{
    return memcmp(first + from, second + from, size) != 0 &&
           memcmp(first + from, zeroes, size) != 0;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    print("\n**** test_entropy ****\n");
    CHECK(!*info->cmdline || are_sources(info->cmdline));
    solo5_result_t due = echis_entropy_source(0) ? SOLO5_R_OK : SOLO5_R_EUNSPEC;
    CHECK(echis_entropy(first, SIZE) == due);
    CHECK(echis_entropy(second, SIZE) == due);
    CHECK(due == SOLO5_R_OK ? differ(0, 16) && differ(SIZE - 16, 16)
                            : memcmp(first, zeroes, SIZE) == 0);
    CHECK(echis_entropy(first, 0) == due);
    return success();
}
