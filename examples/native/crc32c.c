// SPDX-License-Identifier: ISC
// Python module crc32c: the Castagnoli CRC of RFC 3720, appendix B.4.

#include "py/obj.h"
#include "py/runtime.h"

// The reflected polynomial 0x82f63b78, four bits at a time: 64 bytes of table.
static const uint32_t steps[16] = {
    0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3,
    0x61c69362, 0x7198540d, 0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9,
    0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
};

static uint32_t update(uint32_t crc, const uint8_t *data, size_t size)
{
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        crc = (crc >> 4) ^ steps[crc & 15];
        crc = (crc >> 4) ^ steps[crc & 15];
    }
    return ~crc;
}

// crc32c(data, crc=0): crc is that of what came before.
static mp_obj_t crc32c_crc32c(size_t n_args, const mp_obj_t *args)
{
    mp_buffer_info_t data;
    mp_get_buffer_raise(args[0], &data, MP_BUFFER_READ);
    uint32_t crc = n_args > 1 ? mp_obj_get_int_truncated(args[1]) : 0;
    return mp_obj_new_int_from_uint(update(crc, data.buf, data.len));
}
static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(crc32c_obj, 1, 2, crc32c_crc32c);

static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_crc32c) },
    { MP_ROM_QSTR(MP_QSTR_crc32c), MP_ROM_PTR(&crc32c_obj) },
};
static MP_DEFINE_CONST_DICT(globals, globals_table);

const mp_obj_module_t crc32c_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&globals,
};

MP_REGISTER_MODULE(MP_QSTR_crc32c, crc32c_module);
