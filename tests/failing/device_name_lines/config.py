# SPDX-License-Identifier: ISC
from echis import *

disk = impl("disk\n#", block, module="disk")
