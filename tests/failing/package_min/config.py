# SPDX-License-Identifier: ISC
from echis import *

package("a", min=0)
register("sample", [noop])
