// SPDX-License-Identifier: ISC
// _runtime: the settings of the interpreter that a unikernel takes as
// arguments.

#include "growth.h"
#include "py/gc.h"
#include "py/obj.h"
#include "py/runtime.h"
#include "uncaught.h"

static size_t bytes_of(mp_obj_t value)
{
    mp_int_t bytes = mp_obj_get_int(value);
    if (bytes < 0)
        mp_raise_ValueError(MP_ERROR_TEXT("negative size"));
    return (size_t)bytes;
}

// configure(backtrace, heap_size, gc_threshold); None leaves a size as it is.
static mp_obj_t configure(mp_obj_t backtrace, mp_obj_t heap, mp_obj_t threshold)
{
    uncaught_backtrace(mp_obj_is_true(backtrace));
    if (heap != mp_const_none)
        growth_reserve(bytes_of(heap));
    if (threshold != mp_const_none)
        MP_STATE_MEM(gc_alloc_threshold) =
            bytes_of(threshold) / MICROPY_BYTES_PER_GC_BLOCK;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_3(configure_obj, configure);

static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__runtime) },
    { MP_ROM_QSTR(MP_QSTR_configure), MP_ROM_PTR(&configure_obj) },
};
static MP_DEFINE_CONST_DICT(globals, globals_table);

const mp_obj_module_t runtime_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&globals,
};

MP_REGISTER_MODULE(MP_QSTR__runtime, runtime_module);
