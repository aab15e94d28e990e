/* SPDX-License-Identifier: ISC */
/* A guest that lies to the hvt tender. The argument names one lie: "CALL LIE",
 * where the tender may only end the guest, or "requests": all those that it
 * can refuse. Coming back with what was asked for is the failure. */

#include "hvt_abi.h"
#include "hypercall.h"
#include "test.h"

enum { STORAGE = 1, SERVICE0 = 2 }; /* handles: places in the manifest */

#define BLOCK 512u

static uint8_t buffer[2 * BLOCK];

/* Where guest memory ends. */
static uint64_t memory_end(void)
{
    return ((const volatile struct hvt_boot_info *)HVT_BOOT_INFO_BASE)
        ->mem_size;
}

static uint8_t *at(uint64_t address)
{
    return (uint8_t *)address;
}

/* A buffer by the name of what is wrong with it. */
struct lie {
    const char *name;
    uint64_t data, length;
};

static struct lie find_lie(const char *name)
{
    const uint64_t end = memory_end(), mine = (uintptr_t)buffer;
    const struct lie lies[] = {
        { "beyond", end, BLOCK },
        { "far", UINT64_MAX - BLOCK + 1, BLOCK },
        { "high", mine + (1ull << 32), BLOCK },
        { "edge", end - BLOCK + 1, BLOCK },
        { "endless", mine, UINT64_MAX },
        { "wrap", mine, UINT64_MAX - mine + 2 },
        { "long", mine, end },
        { "code", (uintptr_t)find_lie, BLOCK },
    };
    for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++)
        if (strcmp(name, lies[i].name) == 0)
            return lies[i];
    return (struct lie){ NULL, 0, 0 };
}

static void lie_puts(struct lie lie)
{
    struct hvt_hc_puts call = { lie.data, lie.length };
    hypercall(HVT_HYPERCALL_PUTS, &call);
}

static int32_t block_write(uint64_t handle, uint64_t offset, struct lie lie)
{
    struct hvt_hc_block_write call = {
        handle, offset, lie.data, lie.length, SOLO5_R_OK,
    };
    hypercall(HVT_HYPERCALL_BLOCK_WRITE, &call);
    return call.ret;
}

static int32_t block_read(uint64_t handle, uint64_t offset, struct lie lie)
{
    struct hvt_hc_block_read call = {
        handle, offset, lie.data, lie.length, SOLO5_R_OK,
    };
    hypercall(HVT_HYPERCALL_BLOCK_READ, &call);
    return call.ret;
}

static int32_t net_write(uint64_t handle, struct lie lie)
{
    struct hvt_hc_net_write call = {
        handle,
        lie.data,
        lie.length,
        SOLO5_R_OK,
    };
    hypercall(HVT_HYPERCALL_NET_WRITE, &call);
    return call.ret;
}

static int32_t net_read(uint64_t handle, struct lie lie)
{
    struct hvt_hc_net_read call = {
        handle,
        lie.data,
        lie.length,
        SOLO5_R_OK,
    };
    hypercall(HVT_HYPERCALL_NET_READ, &call);
    return call.ret;
}

/* Each hypercall with a buffer that lies; SOLO5_R_OK when it was believed. */
static int32_t lie_about_data(const char *call, struct lie lie)
{
    struct hvt_hc_halt halt = { lie.data, SOLO5_EXIT_SUCCESS };
    if (strcmp(call, "block_write") == 0)
        return block_write(STORAGE, 0, lie);
    if (strcmp(call, "block_read") == 0)
        return block_read(STORAGE, 0, lie);
    if (strcmp(call, "net_write") == 0)
        return net_write(SERVICE0, lie);
    if (strcmp(call, "net_read") == 0)
        return net_read(SERVICE0, lie);
    if (strcmp(call, "halt") == 0)
        hypercall(HVT_HYPERCALL_HALT, &halt);
    else
        lie_puts(lie);
    return SOLO5_R_OK;
}

static enum hvt_hypercall number_of(const char *call)
{
    static const char names[][12] = {
        "none",       "walltime",  "puts",     "poll", "block_write",
        "block_read", "net_write", "net_read", "halt", "nine",
    };
    unsigned number = 0;
    while (number < 9 && strcmp(call, names[number]) != 0)
        number++;
    return (enum hvt_hypercall)number;
}

/* The structure itself is not where the guest has memory. */
static void lie_about_structure(const char *call, const char *how)
{
    uint64_t where = UINT32_MAX;
    if (strcmp(how, "structure_beyond") == 0)
        where = memory_end();
    else if (strcmp(how, "structure_edge") == 0)
        where = memory_end() - 4;
    hypercall(number_of(call), at(where));
}

static bool refuses_block(uint64_t handle, uint64_t offset, uint64_t length)
{
    struct lie request = { NULL, (uintptr_t)buffer, length };
    return block_write(handle, offset, request) != SOLO5_R_OK &&
           block_read(handle, offset, request) != SOLO5_R_OK;
}

static bool refuses_net(uint64_t handle)
{
    struct lie request = { NULL, (uintptr_t)buffer, BLOCK };
    return net_write(handle, request) == SOLO5_R_EINVAL &&
           net_read(handle, request) == SOLO5_R_EINVAL;
}

/* Handles that are none, and offsets outside of the device. */
static int lie_about_requests(void)
{
    static const uint64_t handles[] = {
        0, 3, 63, 64, UINT32_MAX, 1ull << 32 | STORAGE, UINT64_MAX,
    };
    for (size_t i = 0; i < sizeof handles / sizeof handles[0]; i++) {
        CHECK(refuses_block(handles[i], 0, BLOCK));
        CHECK(refuses_net(handles[i]));
    }
    CHECK(refuses_block(SERVICE0, 0, BLOCK));
    CHECK(refuses_net(STORAGE));
    CHECK(refuses_block(STORAGE, 1ull << 40, BLOCK));
    CHECK(refuses_block(STORAGE, UINT64_MAX - BLOCK + 1, BLOCK));
    CHECK(refuses_block(STORAGE, UINT64_MAX, BLOCK));
    CHECK(refuses_block(STORAGE, 1ull << 63, BLOCK));
    CHECK(refuses_block(STORAGE, 0, 1ull << 40));
    CHECK(refuses_block(STORAGE, BLOCK, UINT64_MAX));
    return success();
}

int solo5_app_main(const struct solo5_start_info *info)
{
    static char words[64];
    print("\n**** test_hostile ****\n");
    CHECK(strlen(info->cmdline) < sizeof words);
    strcpy(words, info->cmdline);
    if (strcmp(words, "requests") == 0)
        return lie_about_requests();
    char *how = strchr(words, ' ');
    CHECK(how != NULL);
    *how++ = 0;
    if (strncmp(how, "structure", 9) == 0) {
        lie_about_structure(words, how);
        return failure("the call was served");
    }
    struct lie lie = find_lie(how);
    CHECK(lie.name != NULL);
    CHECK(lie_about_data(words, lie) != SOLO5_R_OK);
    return success();
}
