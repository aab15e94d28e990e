// SPDX-License-Identifier: ISC
// sys.stdin, sys.stdout and sys.stderr: a write-only console. Reading finds
// the end of the file.

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

static mp_uint_t console_read(mp_obj_t self_in, void *buf, mp_uint_t size,
                              int *errcode)
{
    (void)buf;
    (void)size;
    console_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (self->fd == IN)
        return 0;
    *errcode = MP_EPERM;
    return MP_STREAM_ERROR;
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
    if (request == MP_STREAM_POLL)
        return arg & (self->fd == IN ? MP_STREAM_POLL_RD : MP_STREAM_POLL_WR);
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

static void console_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest);

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
    .read = console_read,
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
                                console_attr, locals_dict, &console_locals);

static MP_DEFINE_CONST_OBJ_TYPE(byte_console_type, MP_QSTR_FileIO,
                                MP_TYPE_FLAG_ITER_IS_STREAM, print,
                                console_print, protocol, &byte_stream,
                                locals_dict, &console_locals);

const console_obj_t mp_sys_stdin_obj = { { &text_console_type }, IN };
const console_obj_t mp_sys_stdout_obj = { { &text_console_type }, OUT };
const console_obj_t mp_sys_stderr_obj = { { &text_console_type }, ERR };

static const console_obj_t byte_consoles[] = {
    { { &byte_console_type }, IN },
    { { &byte_console_type }, OUT },
    { { &byte_console_type }, ERR },
};

// `buffer` is the same console in bytes; all else is in the locals.
static void console_attr(mp_obj_t self_in, qstr attr, mp_obj_t *dest)
{
    console_obj_t *self = MP_OBJ_TO_PTR(self_in);
    if (dest[0] != MP_OBJ_NULL)
        return;
    if (attr == MP_QSTR_buffer)
        dest[0] = MP_OBJ_FROM_PTR(&byte_consoles[self->fd]);
    else
        dest[1] = MP_OBJ_SENTINEL;
}
