# SPDX-License-Identifier: ISC
import dataclasses
import hashlib
import uuid

try:
    hashed = hashlib.sha256(b"a")
    hashed.digest()
    hashed.update(b"b")
except ValueError as error:
    print(error)
try:
    uuid.uuid4()
except NotImplementedError as error:
    print(error)
made = dataclasses.dataclass(type("Made", (), {}))
print(dataclasses.fields(made))
