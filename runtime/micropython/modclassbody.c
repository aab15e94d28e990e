// SPDX-License-Identifier: ISC
// _classbody: the two steps of building a class that only C can do. MicroPython
// runs a class body into a dict without order; enum and others need the order.

#include "py/nlr.h"
#include "py/obj.h"
#include "py/runtime.h"

// run(body) -> (names, cell). Calls the code of a class body; its names come
// back in the order of their definition. The cell is what super() looks into.
static mp_obj_t classbody_run(mp_obj_t body)
{
    mp_obj_dict_t *outer = mp_locals_get();
    mp_obj_dict_t *names = MP_OBJ_TO_PTR(mp_obj_new_dict(0));
    names->base.type = &mp_type_ordereddict;
    names->map.is_ordered = 1;
    mp_locals_set(names);
    nlr_buf_t nlr;
    if (nlr_push(&nlr) != 0) {
        mp_locals_set(outer);
        nlr_jump(nlr.ret_val);
    }
    mp_obj_t cell = mp_call_function_0(body);
    nlr_pop();
    mp_locals_set(outer);
    mp_obj_t both[] = { MP_OBJ_FROM_PTR(names), cell };
    return mp_obj_new_tuple(2, both);
}
static MP_DEFINE_CONST_FUN_OBJ_1(run_obj, classbody_run);

// close(cell, cls): lets the methods' super() find the class.
static mp_obj_t classbody_close(mp_obj_t cell, mp_obj_t cls)
{
    if (cell != mp_const_none)
        mp_obj_cell_set(cell, cls);
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_2(close_obj, classbody_close);

static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR__classbody) },
    { MP_ROM_QSTR(MP_QSTR_run), MP_ROM_PTR(&run_obj) },
    { MP_ROM_QSTR(MP_QSTR_close), MP_ROM_PTR(&close_obj) },
};
static MP_DEFINE_CONST_DICT(globals, globals_table);

const mp_obj_module_t classbody_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&globals,
};
MP_REGISTER_MODULE(MP_QSTR__classbody, classbody_module);
