// SPDX-License-Identifier: ISC
/* A comment may say MP_REGISTER_ROOT_POINTER(mp_obj_t callback);
   and the second line too. */
#include "py/runtime.h"

MP_REGISTER_ROOT_POINTER(mp_obj_t callback);
