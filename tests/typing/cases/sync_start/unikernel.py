# SPDX-License-Identifier: ISC
def start() -> None:
    print("ready")
