// SPDX-License-Identifier: ISC
// From solo5_app_main to the frozen main.py and back to an exit status.

#include <string.h>

#include "cmdline.h"
#include "heap.h"
#include "py/bc.h"
#include "py/builtin.h"
#include "py/cstack.h"
#include "py/emitglue.h"
#include "py/frozenmod.h"
#include "py/gc.h"
#include "py/mperrno.h"
#include "py/mphal.h"
#include "py/objlist.h"
#include "py/runtime.h"
#include "py/unicode.h"
#include "solo5.h"
#include "uncaught.h"

#define MAIN_MODULE "main.py"
#define EXIT_UNCAUGHT 255
#define EXIT_BAD_ARGUMENT 64

// Of the linker script; below the bottom is a page that faults.
extern char _stack_bottom[], _stack_top[];

static mp_obj_t checked_arg(const char *arg, size_t length)
{
    if (!utf8_check((const byte *)arg, length)) {
        mp_hal_stdout_tx_str("echis: the command line is not UTF-8\n");
        mp_raise_type_arg(&mp_type_SystemExit,
                          MP_OBJ_NEW_SMALL_INT(EXIT_BAD_ARGUMENT));
    }
    return mp_obj_new_str(arg, length);
}

// sys.argv[0] is the program, as in CPython.
static void fill_argv(const char *text)
{
    mp_obj_list_append(mp_sys_argv,
                       MP_OBJ_NEW_QSTR(qstr_from_str(MAIN_MODULE)));
    char *arg = m_new(char, strlen(text) + 1);
    long length;
    while ((length = cmdline_next(&text, arg)) >= 0)
        mp_obj_list_append(mp_sys_argv, checked_arg(arg, length));
}

// Runs f(argument). The result is what it raises, or MP_OBJ_NULL.
static mp_obj_t raised_by(mp_obj_t (*f)(mp_obj_t), mp_obj_t argument)
{
    nlr_buf_t nlr;
    if (nlr_push(&nlr))
        return MP_OBJ_FROM_PTR(nlr.ret_val);
    f(argument);
    nlr_pop();
    return MP_OBJ_NULL;
}

static mp_obj_t print_value(mp_obj_t value)
{
    mp_obj_print(value, PRINT_STR);
    mp_hal_stdout_tx_str("\n");
    return mp_const_none;
}

// Printing runs the program's own __str__, which may raise in its turn.
static void show(mp_obj_t (*print)(mp_obj_t), mp_obj_t object)
{
    if (raised_by(print, object) != MP_OBJ_NULL)
        mp_hal_stdout_tx_str("<exception str() failed>\n");
}

// As CPython does: None is success, a number is itself, anything else is
// printed and stands for failure.
static int status_of_exit(mp_obj_t value)
{
    if (value == mp_const_none)
        return SOLO5_EXIT_SUCCESS;
    if (mp_obj_is_bool(value))
        return value == mp_const_true;
    if (mp_obj_is_small_int(value))
        return MP_OBJ_SMALL_INT_VALUE(value) & 0xff;
    // No status is that large; CPython takes -1.
    if (mp_obj_is_int(value))
        return EXIT_UNCAUGHT;
    show(print_value, value);
    return SOLO5_EXIT_FAILURE;
}

static bool backtrace = true;

void uncaught_backtrace(bool shown)
{
    backtrace = shown;
}

static mp_obj_t print_uncaught(mp_obj_t exception)
{
    if (backtrace) {
        mp_obj_print_exception(&mp_plat_print, exception);
    } else {
        mp_obj_print_helper(&mp_plat_print, exception, PRINT_EXC);
        mp_print_str(&mp_plat_print, "\n");
    }
    return mp_const_none;
}

static int status_of(mp_obj_t exception)
{
    mp_obj_t type = MP_OBJ_FROM_PTR(mp_obj_get_type(exception));
    if (mp_obj_is_subclass_fast(type, MP_OBJ_FROM_PTR(&mp_type_SystemExit)))
        return status_of_exit(mp_obj_exception_get_value(exception));
    show(print_uncaught, exception);
    return EXIT_UNCAUGHT;
}

// Runs f(argument) and turns what it raises into an exit status.
static int guarded(mp_obj_t (*f)(mp_obj_t), mp_obj_t argument)
{
    mp_obj_t exception = raised_by(f, argument);
    return exception == MP_OBJ_NULL ? SOLO5_EXIT_SUCCESS : status_of(exception);
}

static mp_obj_t run_main(mp_obj_t cmdline)
{
    fill_argv(MP_OBJ_TO_PTR(cmdline));
    int kind;
    void *code;
    if (mp_find_frozen_module(MAIN_MODULE, &kind, &code) != MP_IMPORT_STAT_FILE)
        mp_raise_msg(&mp_type_ImportError,
                     MP_ERROR_TEXT("no frozen " MAIN_MODULE));
    const mp_frozen_module_t *frozen = code;
    mp_module_context_t *context = m_new_obj(mp_module_context_t);
    context->module.base.type = &mp_type_module;
    context->module.globals = mp_globals_get();
    context->constants = frozen->constants;
    return mp_call_function_0(
        mp_make_function_from_proto_fun(frozen->proto_fun, context, NULL));
}

// What sys.atexit() registered runs last, and its own failure counts.
static int run_at_exit(int status)
{
    mp_obj_t f = MP_STATE_VM(sys_exitfunc);
    if (f == mp_const_none)
        return status;
    int own = guarded(mp_call_function_0, f);
    return own == SOLO5_EXIT_SUCCESS ? status : own;
}

int solo5_app_main(const struct solo5_start_info *info)
{
    mp_cstack_init_with_top(_stack_top, _stack_top - _stack_bottom);
    heap_init(info->heap_start, info->heap_size);
    mp_init();
    mp_obj_t cmdline = MP_OBJ_FROM_PTR(info->cmdline);
    int status = run_at_exit(guarded(run_main, cmdline));
    gc_sweep_all();
    mp_deinit();
    return status;
}

void nlr_jump_fail(void *value)
{
    (void)value;
    mp_hal_stdout_tx_str("echis: exception with no handler\n");
    solo5_abort();
}
