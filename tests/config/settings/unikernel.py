# SPDX-License-Identifier: ISC
import gc
import logging

import micropython


def start():
    micropython.mem_info()
    print(gc.threshold())
    for source in ("net", "tls"):
        logging.getLogger(source).debug("detail")
        logging.getLogger(source).error("trouble")
    raise ValueError("the end")
