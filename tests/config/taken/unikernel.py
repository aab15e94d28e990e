# SPDX-License-Identifier: ISC


async def start(reporter, silent, nothing, done):
    reporter.report("net", 20, "told")
    silent.set_level(10)
    silent.report("net", 50, "not told")
    print(silent.recent(), nothing, done)
