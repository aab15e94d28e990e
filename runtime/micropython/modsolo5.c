// SPDX-License-Identifier: ISC
// _solo5: solo5.h for Python, and of echis.h what devices need. Handles are
// small integers, times nanoseconds, ready sets bit masks of handles. Devices
// are built on it in Python.

#include "echis.h"
#include "py/mperrno.h"
#include "py/mphal.h"
#include "py/obj.h"
#include "py/runtime.h"
#include "solo5.h"

static void check(solo5_result_t result)
{
    switch (result) {
    case SOLO5_R_OK:
        return;
    case SOLO5_R_AGAIN:
        mp_raise_OSError(MP_EAGAIN);
    case SOLO5_R_EINVAL:
        mp_raise_OSError(MP_EINVAL);
    default:
        mp_raise_OSError(MP_EIO);
    }
}

static mp_obj_t u64(uint64_t value)
{
    return mp_obj_new_int_from_ull(value);
}

static uint64_t get_u64(mp_obj_t value)
{
    if (!mp_obj_is_int(value))
        mp_raise_TypeError(MP_ERROR_TEXT("integer needed"));
    return mp_obj_int_get_uint_checked(value);
}

static mp_obj_t module_clock_monotonic(void)
{
    return u64(solo5_clock_monotonic());
}
static MP_DEFINE_CONST_FUN_OBJ_0(clock_monotonic_obj, module_clock_monotonic);

static mp_obj_t module_clock_wall(void)
{
    return u64(solo5_clock_wall());
}
static MP_DEFINE_CONST_FUN_OBJ_0(clock_wall_obj, module_clock_wall);

// yield_(deadline) -> ready set. Sleeps until the monotonic deadline or until
// a network device has a frame.
static mp_obj_t module_yield(mp_obj_t deadline)
{
    solo5_handle_set_t ready = 0;
    solo5_yield(get_u64(deadline), &ready);
    return u64(ready);
}
static MP_DEFINE_CONST_FUN_OBJ_1(yield_obj, module_yield);

static mp_obj_t module_exit(mp_obj_t status)
{
    solo5_exit(mp_obj_get_int(status));
}
static MP_DEFINE_CONST_FUN_OBJ_1(exit_obj, module_exit);

static mp_obj_t module_abort(void)
{
    solo5_abort();
}
static MP_DEFINE_CONST_FUN_OBJ_0(abort_obj, module_abort);

static mp_obj_t module_console_write(mp_obj_t data)
{
    mp_buffer_info_t buf;
    mp_get_buffer_raise(data, &buf, MP_BUFFER_READ);
    solo5_console_write(buf.buf, buf.len);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(console_write_obj, module_console_write);

// net_acquire(name) -> (handle, mac, mtu)
static mp_obj_t module_net_acquire(mp_obj_t name)
{
    solo5_handle_t handle;
    struct solo5_net_info info;
    check(solo5_net_acquire(mp_obj_str_get_str(name), &handle, &info));
    mp_obj_t items[] = {
        mp_obj_new_int_from_uint(handle),
        mp_obj_new_bytes(info.mac_address, sizeof info.mac_address),
        mp_obj_new_int_from_uint(info.mtu),
    };
    return mp_obj_new_tuple(MP_ARRAY_SIZE(items), items);
}
static MP_DEFINE_CONST_FUN_OBJ_1(net_acquire_obj, module_net_acquire);

// net_write(handle, frame)
static mp_obj_t module_net_write(mp_obj_t handle, mp_obj_t frame)
{
    mp_buffer_info_t buf;
    mp_get_buffer_raise(frame, &buf, MP_BUFFER_READ);
    check(solo5_net_write(get_u64(handle), buf.buf, buf.len));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(net_write_obj, module_net_write);

// net_read(handle, buffer) -> length of the frame, or None when there is none
static mp_obj_t module_net_read(mp_obj_t handle, mp_obj_t buffer)
{
    mp_buffer_info_t buf;
    size_t size = 0;
    mp_get_buffer_raise(buffer, &buf, MP_BUFFER_WRITE);
    solo5_result_t result =
        solo5_net_read(get_u64(handle), buf.buf, buf.len, &size);
    if (result == SOLO5_R_AGAIN)
        return mp_const_none;
    check(result);
    return mp_obj_new_int_from_uint(size);
}
static MP_DEFINE_CONST_FUN_OBJ_2(net_read_obj, module_net_read);

// block_acquire(name) -> (handle, capacity in bytes, block size in bytes)
static mp_obj_t module_block_acquire(mp_obj_t name)
{
    solo5_handle_t handle;
    struct solo5_block_info info;
    check(solo5_block_acquire(mp_obj_str_get_str(name), &handle, &info));
    mp_obj_t items[] = {
        mp_obj_new_int_from_uint(handle),
        u64(info.capacity),
        u64(info.block_size),
    };
    return mp_obj_new_tuple(MP_ARRAY_SIZE(items), items);
}
static MP_DEFINE_CONST_FUN_OBJ_1(block_acquire_obj, module_block_acquire);

// block_read(handle, offset, buffer): whole blocks, offset in bytes
static mp_obj_t module_block_read(mp_obj_t handle, mp_obj_t offset,
                                  mp_obj_t buffer)
{
    mp_buffer_info_t buf;
    mp_get_buffer_raise(buffer, &buf, MP_BUFFER_WRITE);
    check(echis_block_read(get_u64(handle), get_u64(offset), buf.buf, buf.len));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_3(block_read_obj, module_block_read);

// block_write(handle, offset, data): whole blocks, offset in bytes
static mp_obj_t module_block_write(mp_obj_t handle, mp_obj_t offset,
                                   mp_obj_t data)
{
    mp_buffer_info_t buf;
    mp_get_buffer_raise(data, &buf, MP_BUFFER_READ);
    check(
        echis_block_write(get_u64(handle), get_u64(offset), buf.buf, buf.len));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_3(block_write_obj, module_block_write);

// block_flush(handle): what was written is kept from here on
static mp_obj_t module_block_flush(mp_obj_t handle)
{
    check(echis_block_flush(get_u64(handle)));
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_1(block_flush_obj, module_block_flush);

static const mp_rom_map_elem_t solo5_globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__solo5) },
    { MP_ROM_QSTR(MP_QSTR_clock_monotonic), MP_ROM_PTR(&clock_monotonic_obj) },
    { MP_ROM_QSTR(MP_QSTR_clock_wall), MP_ROM_PTR(&clock_wall_obj) },
    { MP_ROM_QSTR(MP_QSTR_yield_), MP_ROM_PTR(&yield_obj) },
    { MP_ROM_QSTR(MP_QSTR_exit), MP_ROM_PTR(&exit_obj) },
    { MP_ROM_QSTR(MP_QSTR_abort), MP_ROM_PTR(&abort_obj) },
    { MP_ROM_QSTR(MP_QSTR_console_write), MP_ROM_PTR(&console_write_obj) },
    { MP_ROM_QSTR(MP_QSTR_net_acquire), MP_ROM_PTR(&net_acquire_obj) },
    { MP_ROM_QSTR(MP_QSTR_net_write), MP_ROM_PTR(&net_write_obj) },
    { MP_ROM_QSTR(MP_QSTR_net_read), MP_ROM_PTR(&net_read_obj) },
    { MP_ROM_QSTR(MP_QSTR_block_acquire), MP_ROM_PTR(&block_acquire_obj) },
    { MP_ROM_QSTR(MP_QSTR_block_read), MP_ROM_PTR(&block_read_obj) },
    { MP_ROM_QSTR(MP_QSTR_block_write), MP_ROM_PTR(&block_write_obj) },
    { MP_ROM_QSTR(MP_QSTR_block_flush), MP_ROM_PTR(&block_flush_obj) },
};
static MP_DEFINE_CONST_DICT(solo5_globals, solo5_globals_table);

const mp_obj_module_t mp_module_solo5 = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&solo5_globals,
};

MP_REGISTER_MODULE(MP_QSTR__solo5, mp_module_solo5);
