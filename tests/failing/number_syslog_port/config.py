# SPDX-License-Identifier: ISC
from echis import *

syslog_config("a", port="x")
register("sample", [noop])
