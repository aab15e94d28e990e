# SPDX-License-Identifier: ISC
name = "ÿ"
