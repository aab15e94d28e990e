# SPDX-License-Identifier: ISC


print("never reached")
