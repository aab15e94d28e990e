# SPDX-License-Identifier: ISC
try:
    import ssl
except ImportError:
    ssl = None

try:
    import ujson as json
except ImportError:
    import json


def start():
    print(ssl, json.dumps(1))
