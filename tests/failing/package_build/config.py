# SPDX-License-Identifier: ISC
from echis import *

package("a", build=3)
register("sample", [noop])
