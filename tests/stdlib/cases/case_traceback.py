# SPDX-License-Identifier: ISC
import io
import traceback


def fail():
    raise ValueError("wrong")


def last(text):
    return text.rstrip("\n").split("\n")[-1]


try:
    fail()
except ValueError as error:
    text = traceback.format_exc()
    print(text.split("\n")[0], last(text), "fail" in text, 'File "' in text)
    lines = traceback.format_exception(error)
    print(lines[0], lines[-1], end="")
    print(traceback.format_exception_only(error))
    print(traceback.format_exception_only(type(error), error))
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(last(out.getvalue()))
    out = io.StringIO()
    traceback.print_exception(error, file=out)
    traceback.print_exception(type(error), error, None, file=out)
    print(last(out.getvalue()), out.getvalue().count("ValueError: "))
print(traceback.format_exc())
