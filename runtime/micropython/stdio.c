// SPDX-License-Identifier: ISC
// sys.stdin, sys.stdout and sys.stderr: the console. Reading waits; where the
// console has no input, it finds the end of the file.

#include "echis.h"
#include "py/mphal.h"
#include "py/obj.h"
#include "py/runtime.h"
#include "py/stream.h"

enum { IN, OUT, ERR };

typedef struct {
    mp_obj_base_t base;
    int fd;
} console_obj_t;

static void console_print(const mp_print_t *print, mp_obj_t self_in,
                          mp_print_kind_t kind)
{
    (void)kind;
    console_obj_t *self = MP_OBJ_TO_PTR(self_in);
    mp_printf(print, "<io.%s %d>", mp_obj_get_type_str(self_in), self->fd);
}

// A byte that a poll found.
static bool peeked;
static char peeked_byte;

// Without waiting. At the end, or where size is 0, SOLO5_R_OK with nothing.
static solo5_result_t take(char *buf, size_t size, size_t *got)
{
    size_t more = 0;
    *got = 0;
    if (size > 0 && peeked) {
        peeked = false;
        buf[(*got)++] = peeked_byte;
    }
    if (*got == size)
        return SOLO5_R_OK;
    solo5_result_t result = echis_console_read(buf + *got, size - *got, &more);
    *got += more;
    return *got == 0 && result == SOLO5_R_AGAIN ? result : SOLO5_R_OK;
}

static size_t take_waiting(char *buf, size_t size)
{
    size_t got;
    while (take(buf, size, &got) == SOLO5_R_AGAIN) {
        mp_hal_wait_ms(-1);
        mp_handle_pending(true);
    }
    return got;
}

// Whether a read would not wait.
static bool is_readable(void)
{
    size_t got;
    if (peeked)
        return true;
    solo5_result_t result = take(&peeked_byte, 1, &got);
    peeked = got == 1;
    return result == SOLO5_R_OK;
}

// A terminal's key for a new line sends a return.
static void returns_to_newlines(char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (text[i] == '\r')
            text[i] = '\n';
}

static mp_uint_t console_read(mp_obj_t self_in, void *buf, mp_uint_t size,
                              int *errcode)
{
    console_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->fd == IN)
        return take_waiting(buf, size);
    *errcode = MP_EPERM;
    return MP_STREAM_ERROR;
}

static mp_uint_t console_read_text(mp_obj_t self_in, void *buf, mp_uint_t size,
                                   int *errcode)
{
    mp_uint_t got = console_read(self_in, buf, size, errcode);
    if (got != MP_STREAM_ERROR)
        returns_to_newlines(buf, got);
    return got;
}

int console_read_line(vstr_t *line)
{
    char c;
    while (take_waiting(&c, 1) == 1) {
        if (c == '\r' || c == '\n')
            return c;
        vstr_add_char(line, c);
    }
    return CONSOLE_END;
}

static mp_uint_t console_write(mp_obj_t self_in, const void *buf,
                               mp_uint_t size, int *errcode)
{
    console_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->fd != IN)
        return mp_hal_stdout_tx_strn(buf, size);
    *errcode = MP_EPERM;
    return MP_STREAM_ERROR;
}

static mp_uint_t console_ioctl(mp_obj_t self_in, mp_uint_t request,
                               uintptr_t arg, int *errcode)
{
    console_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (request == MP_STREAM_POLL && self->fd == IN)
        return is_readable() ? arg & MP_STREAM_POLL_RD : 0;
    if (request == MP_STREAM_POLL)
        return arg & MP_STREAM_POLL_WR;
    if (request == MP_STREAM_FLUSH || request == MP_STREAM_CLOSE)
        return 0;
    *errcode = MP_EINVAL;
    return MP_STREAM_ERROR;
}

static mp_obj_t console_fileno(mp_obj_t self_in)
{
    console_obj_t *self = MP_OBJ_TO_PTR(self_in);
    return MP_OBJ_NEW_SMALL_INT(self->fd);
}
static MP_DEFINE_CONST_FUN_OBJ_1(console_fileno_obj, console_fileno);

static void text_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest);
static void byte_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest);

static const mp_rom_map_elem_t console_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_read), MP_ROM_PTR(&mp_stream_read_obj) },
    { MP_ROM_QSTR(MP_QSTR_readinto), MP_ROM_PTR(&mp_stream_readinto_obj) },
    { MP_ROM_QSTR(MP_QSTR_readline),
      MP_ROM_PTR(&mp_stream_unbuffered_readline_obj) },
    { MP_ROM_QSTR(MP_QSTR_readlines),
      MP_ROM_PTR(&mp_stream_unbuffered_readlines_obj) },
    { MP_ROM_QSTR(MP_QSTR_write), MP_ROM_PTR(&mp_stream_write_obj) },
    { MP_ROM_QSTR(MP_QSTR_fileno), MP_ROM_PTR(&console_fileno_obj) },
    { MP_ROM_QSTR(MP_QSTR_flush), MP_ROM_PTR(&mp_stream_flush_obj) },
    { MP_ROM_QSTR(MP_QSTR_close), MP_ROM_PTR(&mp_identity_obj) },
    { MP_ROM_QSTR(MP_QSTR___enter__), MP_ROM_PTR(&mp_identity_obj) },
    { MP_ROM_QSTR(MP_QSTR___exit__), MP_ROM_PTR(&mp_stream___exit___obj) },
};
static MP_DEFINE_CONST_DICT(console_locals, console_locals_table);

static const mp_stream_p_t text_stream = {
    .read = console_read_text,
    .write = console_write,
    .ioctl = console_ioctl,
    .is_text = true,
};

static const mp_stream_p_t byte_stream = {
    .read = console_read,
    .write = console_write,
    .ioctl = console_ioctl,
    .is_text = false,
};

static MP_DEFINE_CONST_OBJ_TYPE(text_console_type, MP_QSTR_TextIOWrapper,
                                MP_TYPE_FLAG_ITER_IS_STREAM, print,
                                console_print, protocol, &text_stream, attr,
                                text_attr, locals_dict, &console_locals);

static MP_DEFINE_CONST_OBJ_TYPE(byte_console_type, MP_QSTR_FileIO,
                                MP_TYPE_FLAG_ITER_IS_STREAM, print,
                                console_print, protocol, &byte_stream, attr,
                                byte_attr, locals_dict, &console_locals);

const console_obj_t mp_sys_stdin_obj = { { &text_console_type }, IN };
const console_obj_t mp_sys_stdout_obj = { { &text_console_type }, OUT };
const console_obj_t mp_sys_stderr_obj = { { &text_console_type }, ERR };

static const console_obj_t byte_consoles[] = {
    { { &byte_console_type }, IN },
    { { &byte_console_type }, OUT },
    { { &byte_console_type }, ERR },
};

// `buffer` is the same console in bytes; all else is in the locals.
static void text_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest)
{
    console_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL)
        return;
    if (attr == MP_QSTR_buffer)
        dest[0] = MP_OBJ_FROM_PTR(&byte_consoles[self->fd]);
    else
        dest[1] = MP_OBJ_SENTINEL;
}

// As in CPython only bytes have `read1`.
static void byte_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest)
{
    if (dest[0] != MP_OBJ_NULL)
        return;
    dest[1] = MP_OBJ_SENTINEL;
    if (attr == MP_QSTR_read1) {
        dest[0] = MP_OBJ_FROM_PTR(&mp_stream_read1_obj);
        dest[1] = self_in;
    }
}
