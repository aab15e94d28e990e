/* SPDX-License-Identifier: ISC */
/* What the xenstore holds, in the order in which it came. */
#include <stdio.h>
#include <string.h>

#include "hypervisor.h"

#define NODES 96u
#define PATH 80u
#define VALUE 64u

static struct node {
    char path[PATH], value[VALUE];
} nodes[NODES];
static unsigned count;

static void join(char path[PATH], const char *folder, const char *key)
{
    require(strlen(folder) + strlen(key) + 2 <= PATH);
    snprintf(path, PATH, "%s%s%s", folder, *folder && *key ? "/" : "", key);
}

static struct node *find(const char *path)
{
    for (unsigned i = 0; i < count; i++)
        if (strcmp(nodes[i].path, path) == 0)
            return &nodes[i];
    return NULL;
}

const char *node_get(const char *folder, const char *key)
{
    char path[PATH];
    if (strlen(folder) + strlen(key) + 2 > PATH)
        return NULL;
    join(path, folder, key);
    const struct node *node = find(path);
    return node ? node->value : NULL;
}

uint64_t node_number(const char *folder, const char *key)
{
    const char *value = node_get(folder, key);
    uint64_t number = 0;
    for (; value && *value >= '0' && *value <= '9'; value++)
        number = number * 10 + (unsigned)(*value - '0');
    return number;
}

void node_set(const char *folder, const char *key, const char *value)
{
    char path[PATH];
    join(path, folder, key);
    struct node *node = find(path);
    if (!node) {
        require(count < NODES);
        node = &nodes[count++];
        strcpy(node->path, path);
    }
    snprintf(node->value, VALUE, "%s", value);
    xenstored_changed(path);
}

void node_set_number(const char *folder, const char *key, uint64_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%lu", (unsigned long)number);
    node_set(folder, key, text);
}

static bool is_in(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

bool node_has_folder(const char *folder)
{
    for (unsigned i = 0; i < count; i++)
        if (is_in(nodes[i].path, folder))
            return true;
    return false;
}

void node_remove(const char *folder)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < count; i++)
        if (!is_in(nodes[i].path, folder))
            nodes[kept++] = nodes[i];
    count = kept;
    xenstored_changed(folder);
}

/* The name below the folder, up to the next slash. */
static bool is_first(unsigned index, const char *name, size_t length)
{
    const char *before = nodes[index].path;
    size_t start = (size_t)(name - before);
    for (unsigned i = 0; i < index; i++)
        if (strncmp(nodes[i].path, before, start + length) == 0 &&
            nodes[i].path[start + length] == '/')
            return false;
    return true;
}

size_t node_names(const char *folder, char *names, size_t room)
{
    size_t size = 0;
    for (unsigned i = 0; i < count; i++) {
        if (!is_in(nodes[i].path, folder))
            continue;
        const char *name = nodes[i].path + strlen(folder) + 1;
        size_t length = 0;
        while (name[length] && name[length] != '/')
            length++;
        if (!is_first(i, name, length) || size + length + 1 > room)
            continue;
        memcpy(names + size, name, length);
        names[size + length] = 0;
        size += length + 1;
    }
    return size;
}

const char *odd_value(void)
{
    static char digits[VALUE];
    static const char *const values[] = {
        "",
        "0",
        "1",
        "9",
        "-1",
        "31",
        "32",
        "0x10",
        "1 ",
        "4a",
        "511",
        "4097",
        "65535",
        "65536",
        "4294967295",
        "4294967296",
        "4294967300",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999999999",
        "\xff\n",
        "/",
        digits,
    };
    size_t length = device_random(VALUE);
    for (size_t i = 0; i < length; i++)
        digits[i] = (char)('0' + device_random(10));
    digits[length] = 0;
    return values[device_random(sizeof values / sizeof values[0])];
}
