/* SPDX-License-Identifier: ISC */
#include "py/obj.h"

static const mp_obj_module_t native_module;
MP_REGISTER_MODULE(MP_QSTR_native, native_module);
