// SPDX-License-Identifier: ISC
// _vchan: vchan.h for Python: a channel is a stream that never blocks, so that
// asyncio's streams work on it. No image has it but those whose device brings
// it.

#include "py/mperrno.h"
#include "py/obj.h"
#include "py/runtime.h"
#include "py/stream.h"
#include "vchan.h"

#define PAGE_BYTES 4096u

struct channel {
    mp_obj_base_t base;
    bool closed;
    struct vchan vchan;
};

static mp_uint_t fail(int *error, int number)
{
    *error = number;
    return MP_STREAM_ERROR;
}

// What the server sent before it went is still there: it is looked for after
// it was seen to be gone.
static mp_uint_t channel_read(mp_obj_t self, void *buf, mp_uint_t size,
                              int *error)
{
    struct channel *channel = MP_OBJ_TO_PTR(self);
    if (channel->closed)
        return fail(error, MP_EBADF);
    bool is_open = vchan_is_open(&channel->vchan);
    size_t got = vchan_read(&channel->vchan, buf, size);
    return got || !is_open ? got : fail(error, MP_EAGAIN);
}

static mp_uint_t channel_write(mp_obj_t self, const void *buf, mp_uint_t size,
                               int *error)
{
    struct channel *channel = MP_OBJ_TO_PTR(self);
    if (channel->closed)
        return fail(error, MP_EBADF);
    if (!vchan_is_open(&channel->vchan))
        return fail(error, MP_EPIPE);
    size_t put = vchan_write(&channel->vchan, buf, size);
    return put ? put : fail(error, MP_EAGAIN);
}

// Who waits is woken when the server goes, to be told of it.
static mp_uint_t poll(const struct vchan *vchan, uintptr_t asked)
{
    mp_uint_t ready = 0;
    bool is_open = vchan_is_open(vchan);
    if ((asked & MP_STREAM_POLL_RD) && (!is_open || vchan_can_read(vchan)))
        ready |= MP_STREAM_POLL_RD;
    if ((asked & MP_STREAM_POLL_WR) && (!is_open || vchan_can_write(vchan)))
        ready |= MP_STREAM_POLL_WR;
    return is_open ? ready : ready | MP_STREAM_POLL_HUP;
}

static void channel_close(struct channel *channel)
{
    if (!channel->closed)
        vchan_close(&channel->vchan);
    channel->closed = true;
}

static mp_uint_t channel_ioctl(mp_obj_t self, mp_uint_t request, uintptr_t arg,
                               int *error)
{
    struct channel *channel = MP_OBJ_TO_PTR(self);
    switch (request) {
    case MP_STREAM_POLL:
        return channel->closed ? MP_STREAM_POLL_NVAL
                               : poll(&channel->vchan, arg);
    case MP_STREAM_CLOSE:
        channel_close(channel);
        return 0;
    default:
        return fail(error, MP_EINVAL);
    }
}

static const mp_stream_p_t channel_stream = {
    .read = channel_read,
    .write = channel_write,
    .ioctl = channel_ioctl,
};

static const mp_rom_map_elem_t channel_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_read), MP_ROM_PTR(&mp_stream_read_obj) },
    { MP_ROM_QSTR(MP_QSTR_readinto), MP_ROM_PTR(&mp_stream_readinto_obj) },
    { MP_ROM_QSTR(MP_QSTR_readline),
      MP_ROM_PTR(&mp_stream_unbuffered_readline_obj) },
    { MP_ROM_QSTR(MP_QSTR_write), MP_ROM_PTR(&mp_stream_write_obj) },
    { MP_ROM_QSTR(MP_QSTR_close), MP_ROM_PTR(&mp_stream_close_obj) },
    { MP_ROM_QSTR(MP_QSTR___del__), MP_ROM_PTR(&mp_stream_close_obj) },
};
static MP_DEFINE_CONST_DICT(channel_locals, channel_locals_table);

static MP_DEFINE_CONST_OBJ_TYPE(channel_type, MP_QSTR_Vchan, MP_TYPE_FLAG_NONE,
                                protocol, &channel_stream, locals_dict,
                                &channel_locals);

// Pages that the next channel takes for ever. The heap keeps what is tracked,
// and as nobody frees it, no one else is given a page that another domain has.
static char *pages;

static void need_pages(void)
{
    if (pages)
        return;
    char *block = m_tracked_calloc(VCHAN_PAGES + 1, PAGE_BYTES);
    if (!block)
        m_malloc_fail((VCHAN_PAGES + 1) * PAGE_BYTES);
    pages = block + PAGE_BYTES - (uintptr_t)block % PAGE_BYTES;
}

// connect(domain, name) -> the channel, or None as long as there is none
static mp_obj_t module_connect(mp_obj_t domain, mp_obj_t name)
{
    struct channel *channel =
        mp_obj_malloc_with_finaliser(struct channel, &channel_type);
    channel->closed = true;
    need_pages();
    switch (vchan_connect(&channel->vchan, mp_obj_get_int(domain),
                          mp_obj_str_get_str(name), pages)) {
    case VCHAN_NOT_YET:
        return mp_const_none;
    case VCHAN_BROKEN:
        pages = NULL;
        mp_raise_OSError(MP_EIO);
    case VCHAN_OK:
        break;
    }
    pages = NULL;
    channel->closed = false;
    return MP_OBJ_FROM_PTR(channel);
}
static MP_DEFINE_CONST_FUN_OBJ_2(connect_obj, module_connect);

static const mp_rom_map_elem_t vchan_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__vchan) },
    { MP_ROM_QSTR(MP_QSTR_connect), MP_ROM_PTR(&connect_obj) },
};
static MP_DEFINE_CONST_DICT(vchan_globals, vchan_globals_table);

const mp_obj_module_t mp_module_vchan = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&vchan_globals,
};

MP_REGISTER_MODULE(MP_QSTR__vchan, mp_module_vchan);
