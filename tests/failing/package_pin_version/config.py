# SPDX-License-Identifier: ISC
from echis import *

package("a", pin_version=3)
register("sample", [noop])
