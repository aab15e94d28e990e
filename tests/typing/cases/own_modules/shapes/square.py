# SPDX-License-Identifier: ISC
def area(side):
    return side * side
