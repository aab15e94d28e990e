# SPDX-License-Identifier: ISC
# Its devices are still to come: it is generated, not run.


async def start(clock, data, stack, http):
    pass
