# SPDX-License-Identifier: ISC
# base64. The 64 are C's; 85 and 32 are written out.

import binascii

_B32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_B32_HEX = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_B85 = (
    b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    b"!#$%&()*+-;<=>?@^_`{|}~"
)
_A85 = bytes(range(33, 118))
_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="


def _bytes(text):
    return text.encode("ascii") if isinstance(text, str) else bytes(text)


def _replaced(data, old, new):
    for before, after in zip(old, new):
        if before != after:
            data = data.replace(bytes([before]), bytes([after]))
    return data


def b64encode(s, altchars=None):
    coded = binascii.b2a_base64(s, newline=False)
    return coded if altchars is None else _replaced(coded, b"+/", altchars)


def b64decode(s, altchars=None, validate=False):
    data = _bytes(s)
    if altchars is not None:
        data = _replaced(data, _bytes(altchars), b"+/")
    kept = bytes(c for c in data if c in _STANDARD)
    if validate and (kept != data or b"=" in data.rstrip(b"=")):
        raise binascii.Error("Only base64 data is allowed")
    if len(kept.rstrip(b"=")) % 4 and len(kept) % 4:
        raise binascii.Error("Incorrect padding")
    return binascii.a2b_base64(kept)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def encodebytes(s):
    return b"".join(binascii.b2a_base64(s[n : n + 57]) for n in range(0, len(s), 57))


def decodebytes(s):
    return b64decode(s)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    data = _bytes(s)
    if casefold:
        data = data.upper()
    if data.strip(b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    if len(data) % 2:
        raise binascii.Error("Odd-length string")
    return binascii.unhexlify(data)


def _b32encode(alphabet, data):
    coded = bytearray()
    for at in range(0, len(data), 5):
        group = bytes(data[at : at + 5])
        number = int.from_bytes(group + bytes(5 - len(group)), "big")
        digits = bytes(alphabet[number >> shift & 31] for shift in range(35, -5, -5))
        used = (len(group) * 8 + 4) // 5
        coded += digits[:used] + b"=" * (8 - used)
    return bytes(coded)


def _b32decode(alphabet, text, casefold):
    data = _bytes(text)
    if casefold:
        data = data.upper()
    if len(data) % 8:
        raise binascii.Error("Incorrect padding")
    digits = data.rstrip(b"=")
    missing = len(data) - len(digits)
    if missing not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    found = bytearray()
    for at in range(0, len(digits), 8):
        group = digits[at : at + 8]
        number = 0
        for digit in group:
            value = alphabet.find(bytes([digit]))
            if value < 0:
                raise binascii.Error("Non-base32 digit found")
            number = number << 5 | value
        number <<= 5 * (8 - len(group))
        found += number.to_bytes(5, "big")[: len(group) * 5 // 8]
    return bytes(found)


def b32encode(s):
    return _b32encode(_B32, s)


def b32decode(s, casefold=False, map01=None):
    data = _bytes(s)
    if map01 is not None:
        data = _replaced(data, b"01", b"O" + _bytes(map01))
    return _b32decode(_B32, data, casefold)


def b32hexencode(s):
    return _b32encode(_B32_HEX, s)


def b32hexdecode(s, casefold=False):
    return _b32decode(_B32_HEX, s, casefold)


def _base85(alphabet, group):
    number = int.from_bytes(group, "big")
    digits = bytearray(5)
    for at in range(4, -1, -1):
        number, digit = divmod(number, 85)
        digits[at] = alphabet[digit]
    return bytes(digits)


def _encode85(alphabet, data, short, pad):
    coded = []
    missing = -len(data) % 4
    data = bytes(data) + bytes(missing)
    for at in range(0, len(data), 4):
        group = data[at : at + 4]
        last = at + 4 == len(data) and missing
        coded.append(short.get(group) if not last else None)
        coded[-1] = coded[-1] or _base85(alphabet, group)
    if missing and not pad:
        coded[-1] = coded[-1][:-missing]
    return b"".join(coded)


def b85encode(b, pad=False):
    return _encode85(_B85, b, {}, pad)


def _decode85(alphabet, digits, name):
    missing = -len(digits) % 5
    digits += alphabet[-1:] * missing
    found = bytearray()
    for at in range(0, len(digits), 5):
        number = 0
        for digit in digits[at : at + 5]:
            value = alphabet.find(bytes([digit]))
            if value < 0:
                raise ValueError(f"bad {name} character at position {at}")
            number = number * 85 + value
        if number > 0xFFFFFFFF:
            raise ValueError(f"{name} overflow in hunk starting at byte {at}")
        found += number.to_bytes(4, "big")
    return bytes(found[: len(found) - missing])


def b85decode(b):
    return _decode85(_B85, _bytes(b), "base85")


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    short = {b"\0\0\0\0": b"z"}
    if foldspaces:
        short[b"    "] = b"y"
    coded = _encode85(_A85, b, short, pad)
    if adobe:
        coded = b"<~" + coded
    if wrapcol:
        width = max(2 if adobe else 1, wrapcol)
        lines = [coded[at : at + width] for at in range(0, len(coded), width)]
        if adobe and len(lines[-1]) + 2 > width:
            lines.append(b"")
        coded = b"\n".join(lines)
    return coded + b"~>" if adobe else coded


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\x0b"):
    data = _bytes(b)
    if adobe:
        if not data.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        data = data[2:-2] if data.startswith(b"<~") else data[:-2]
    digits = bytearray()
    for digit in data:
        if digit in b"z" or (foldspaces and digit in b"y"):
            digits += b"!!!!!" if digit in b"z" else b"+<VdL"
        elif digit not in ignorechars:
            digits.append(digit)
    return _decode85(_A85, bytes(digits), "Ascii85")


def encode(input, output):
    while chunk := input.read(57):
        output.write(binascii.b2a_base64(chunk))


def decode(input, output):
    while line := input.readline():
        output.write(binascii.a2b_base64(line))
