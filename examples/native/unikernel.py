# SPDX-License-Identifier: ISC
# Prints the CRC-32C of --text, whole and in two parts, from the C module.
import crc32c
import key_gen


def start():
    data = key_gen.text().encode()
    whole = crc32c.crc32c(data)
    half = len(data) // 2
    parts = crc32c.crc32c(data[half:], crc32c.crc32c(data[:half]))
    verdict = "ok" if parts == whole else "differs"
    print(f"crc32c {whole:08x} {verdict}")
