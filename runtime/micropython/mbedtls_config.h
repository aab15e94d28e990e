// SPDX-License-Identifier: ISC
// What of mbedTLS is compiled: the algorithms of `hashlib` and `cryptolib`, in
// plain C, and nothing that needs memory, time or files.
#ifndef MBEDTLS_CONFIG_H
#define MBEDTLS_CONFIG_H

#define MBEDTLS_MD5_C
#define MBEDTLS_SHA1_C
#define MBEDTLS_SHA256_C

// Tables in rodata, not made at the first use; the small set of them.
#define MBEDTLS_AES_C
#define MBEDTLS_AES_ROM_TABLES
#define MBEDTLS_AES_FEWER_TABLES
#define MBEDTLS_CIPHER_MODE_CBC

#endif
