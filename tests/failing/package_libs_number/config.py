# SPDX-License-Identifier: ISC
from echis import *

package("a", libs=3)
register("sample", [noop])
