# SPDX-License-Identifier: ISC
import shapes
from shapes import square
from shapes.circle import area


async def start():
    print(area(2), square.area(2), shapes.NAME, shapes.square.area(3))
