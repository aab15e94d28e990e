// SPDX-License-Identifier: ISC
// frozen_main.run(path, globals): runs a frozen file as the program that was
// started, as the unix port's `-m` does. An import would give it another name
// than __main__, and would be seen in sys.modules.

#include "py/emitglue.h"
#include "py/frozenmod.h"
#include "py/mperrno.h"
#include "py/runtime.h"

static mp_obj_t run(mp_obj_t path, mp_obj_t globals)
{
    int kind;
    void *code;
    const char *name = mp_obj_str_get_str(path);
    if (mp_find_frozen_module(name, &kind, &code) != MP_IMPORT_STAT_FILE)
        mp_raise_OSError(MP_ENOENT);
    const mp_frozen_module_t *frozen = code;
    mp_module_context_t *context = m_new_obj(mp_module_context_t);
    context->module.base.type = &mp_type_module;
    context->module.globals = MP_OBJ_TO_PTR(globals);
    context->constants = frozen->constants;
    mp_globals_set(context->module.globals);
    mp_locals_set(context->module.globals);
    return mp_call_function_0(
        mp_make_function_from_proto_fun(frozen->proto_fun, context, NULL));
}
static MP_DEFINE_CONST_FUN_OBJ_2(run_obj, run);

static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_frozen_main) },
    { MP_ROM_QSTR(MP_QSTR_run), MP_ROM_PTR(&run_obj) },
};
static MP_DEFINE_CONST_DICT(globals_dict, globals_table);

const mp_obj_module_t frozen_main_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&globals_dict,
};

MP_REGISTER_MODULE(MP_QSTR_frozen_main, frozen_main_module);
