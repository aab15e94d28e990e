# SPDX-License-Identifier: ISC
# Ten lines that come at random, each echoed.
from echis import *

register("echo_server", [main("unikernel", time >> job)(default_time)])
