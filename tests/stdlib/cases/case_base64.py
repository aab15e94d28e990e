# SPDX-License-Identifier: ISC
import base64
import binascii
import io

samples = [
    b"",
    b"a",
    b"ab",
    b"abc",
    b"abcd",
    b"abcde",
    bytes(range(256)),
    b"\0\0\0\0",
    b"    x",
]
for data in samples:
    for encode, decode in (
        ("b64encode", "b64decode"),
        ("urlsafe_b64encode", "urlsafe_b64decode"),
        ("standard_b64encode", "standard_b64decode"),
        ("b32encode", "b32decode"),
        ("b32hexencode", "b32hexdecode"),
        ("b16encode", "b16decode"),
        ("b85encode", "b85decode"),
        ("a85encode", "a85decode"),
        ("encodebytes", "decodebytes"),
    ):
        coded = getattr(base64, encode)(data)
        print(encode, coded, getattr(base64, decode)(coded) == data)
print(
    base64.b64encode(b"\xfb\xff", altchars=b"@_"),
    base64.b64decode("@_8=", altchars="@_"),
)
print(base64.b64decode("YW Jj\n"), base64.b64decode(b"YWJj"), base64.b64decode("YQ=="))
for wrong in ("YW Jj", "YWJ*"):
    try:
        base64.b64decode(wrong, validate=True)
        print("no error")
    except binascii.Error:
        print("binascii.Error")
for wrong in ("YQ", "YQ=", "YWJjZ"):
    try:
        base64.b64decode(wrong)
        print("no error")
    except binascii.Error:
        print("binascii.Error")
print(
    base64.b32decode("mzxw6===", casefold=True),
    base64.b32decode("MZXW6YTB0I======".replace("0I======", "OI======")),
)
for wrong in ("MZXW6", "M1XW6===", "mzxw6==="):
    try:
        base64.b32decode(wrong)
        print("no error")
    except binascii.Error:
        print("binascii.Error")
print(base64.b32decode("M1023456", map01="L"))
print(base64.b16decode("0aff", casefold=True))
for wrong in ("0a", "ABC"):
    try:
        base64.b16decode(wrong)
        print("no error")
    except binascii.Error:
        print("binascii.Error")
print(
    base64.a85encode(b"    abcd", foldspaces=True),
    base64.a85decode(b"y", foldspaces=True),
)
print(base64.a85encode(b"hello world" * 4, wrapcol=20, adobe=True))
print(
    base64.a85decode(b'<~87cURD]i,"Ebo80~>', adobe=True),
    base64.a85encode(b"abcde", pad=True),
)
print(base64.b85encode(b"abcde", pad=True), base64.b85decode("VPaz%"))
for wrong in (b"\xff", b"~~~~~"):
    try:
        base64.b85decode(wrong)
        print("no error")
    except ValueError:
        print("ValueError")
out = io.BytesIO()
base64.encode(io.BytesIO(b"x" * 100), out)
print(out.getvalue())
back = io.BytesIO()
base64.decode(io.BytesIO(out.getvalue()), back)
print(back.getvalue() == b"x" * 100)
