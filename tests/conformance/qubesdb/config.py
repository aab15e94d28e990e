# SPDX-License-Identifier: ISC
# What a guest sees of a Qubes database; dom0.c is its other side.
from echis import *

guest = main("unikernel", qubesdb >> job)
register("qubesdb_guest", [guest(default_qubesdb)])
