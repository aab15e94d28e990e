# SPDX-License-Identifier: ISC
# A reporter and a tracer of the application's own: they connect before other devices.
from echis import *

fails = Key.create("fails", Key.Arg.opt(Key.Arg.string, "", stage="run"))
reports = impl("reports", pclock >> reporter, arguments=["key_gen.fails()"], keys=[fails])
traces = impl("traces", tracing, module="reports", arguments=['""'])
disk = impl("disk", block)
clock = impl("clock", pclock, module="", connect=lambda info, module, args: 'print("clock")')
takes = main("unikernel", block >> reporter >> job)
register("reporter", [takes(disk, reports(clock))], reporter=reports(clock), tracing=traces)
