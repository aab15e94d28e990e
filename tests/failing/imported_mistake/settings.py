# SPDX-License-Identifier: ISC
keys = [missing]
