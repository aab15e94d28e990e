# SPDX-License-Identifier: ISC
from other import start
