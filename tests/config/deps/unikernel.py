# SPDX-License-Identifier: ISC
# Prints what it is handed.


async def start(argv, *deps):
    print("start", argv.argv(), deps)
