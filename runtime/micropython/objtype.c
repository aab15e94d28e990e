// SPDX-License-Identifier: ISC
// MicroPython's objtype.c as it is, but for the type of types: a class answers
// to C[key], len(C) and iteration when it has __class_getitem__, __class_len__
// or __class_iter__. The first is Python's, for list[int] and Generic[T]; the
// other two are ours, for enumerations, which have no metaclass here.

#include "py/obj.h"

#define TYPE_SLOTS_mp_type_type(...)                                           \
    AS_DEFINED(__VA_ARGS__, subscr, class_subscr, unary_op, class_unary_op,    \
               iter, class_iter)
#define TYPE_SLOTS_mp_type_super(...) AS_DEFINED(__VA_ARGS__)
#define TYPE_SLOTS_mp_type_staticmethod(...) AS_DEFINED(__VA_ARGS__)
#define TYPE_SLOTS_mp_type_classmethod(...) AS_DEFINED(__VA_ARGS__)

#define AS_DEFINED(...)                                                        \
    MP_DEFINE_CONST_OBJ_TYPE_EXPAND(MP_DEFINE_CONST_OBJ_TYPE_NARGS(            \
        __VA_ARGS__, _INV, 12, _INV, 11, _INV, 10, _INV, 9, _INV, 8, _INV, 7,  \
        _INV, 6, _INV, 5, _INV, 4, _INV, 3, _INV, 2, _INV, 1, _INV,            \
        0)(mp_obj_type_t, __VA_ARGS__))
#undef MP_DEFINE_CONST_OBJ_TYPE
#define MP_DEFINE_CONST_OBJ_TYPE(name, ...) TYPE_SLOTS_##name(name, __VA_ARGS__)

static mp_obj_t class_subscr(mp_obj_t cls, mp_obj_t key, mp_obj_t value);
static mp_obj_t class_unary_op(mp_unary_op_t op, mp_obj_t cls);
static mp_obj_t class_iter(mp_obj_t cls, mp_obj_iter_buf_t *buffer);

#include "vendor/micropython/py/objtype.c"

// Calls a function of the class with the class itself, whether it was written
// as a classmethod or not; MP_OBJ_NULL without one.
static mp_obj_t ask(mp_obj_t cls, qstr name, size_t count, mp_obj_t key)
{
    mp_obj_t method[3];
    mp_load_method_maybe(cls, name, method);
    if (method[0] == MP_OBJ_NULL)
        return MP_OBJ_NULL;
    if (method[1] == MP_OBJ_NULL)
        method[1] = cls;
    method[2] = key;
    return mp_call_method_n_kw(count, 0, method);
}

// list[int] and the like are what they are without the brackets.
static bool is_container(mp_obj_t cls)
{
    const mp_obj_type_t *type = MP_OBJ_TO_PTR(cls);
    return type == &mp_type_list || type == &mp_type_dict ||
           type == &mp_type_tuple || type == &mp_type_set ||
           type == &mp_type_frozenset || type == &mp_type_type;
}

static mp_obj_t class_subscr(mp_obj_t cls, mp_obj_t key, mp_obj_t value)
{
    if (value != MP_OBJ_SENTINEL)
        return MP_OBJ_NULL;
    mp_obj_t found = ask(cls, MP_QSTR___class_getitem__, 1, key);
    return found == MP_OBJ_NULL && is_container(cls) ? cls : found;
}

static mp_obj_t class_unary_op(mp_unary_op_t op, mp_obj_t cls)
{
    if (op == MP_UNARY_OP_LEN)
        return ask(cls, MP_QSTR___class_len__, 0, MP_OBJ_NULL);
    if (op == MP_UNARY_OP_HASH)
        return MP_OBJ_NEW_SMALL_INT((mp_uint_t)cls);
    return MP_OBJ_NULL;
}

static mp_obj_t class_iter(mp_obj_t cls, mp_obj_iter_buf_t *buffer)
{
    (void)buffer;
    mp_obj_t found = ask(cls, MP_QSTR___class_iter__, 0, MP_OBJ_NULL);
    return found == MP_OBJ_NULL ? found : mp_getiter(found, NULL);
}
