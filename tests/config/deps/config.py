# SPDX-License-Identifier: ISC
# What deps give is handed to start and to connect, behind their arguments.
from echis import *

disk = impl("disk", block, module="first", arguments=['"disk"'], deps=[default_time])
setup = impl("setup", job, module="first", arguments=['"setup"'], extra_deps=[noop])
takes = main("unikernel", argv >> job, extra_deps=[disk], deps=[setup, noop])
register("deps", [takes(default_argv)])
