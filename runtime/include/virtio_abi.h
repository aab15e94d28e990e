/* SPDX-License-Identifier: ISC */
/* Between a virtio device and its driver: Virtual I/O Device (VIRTIO) Version
 * 1.2. All fields are little-endian, as both CPUs are. Needs C11 headers
 * only. */
#ifndef VIRTIO_ABI_H
#define VIRTIO_ABI_H

#include <stddef.h>
#include <stdint.h>

/* Section 5: types of devices. */
enum virtio_type { VIRTIO_NET = 1, VIRTIO_BLOCK = 2, VIRTIO_ENTROPY = 4 };

/* Section 2.1 */
enum {
    VIRTIO_STATUS_ACKNOWLEDGE = 1,
    VIRTIO_STATUS_DRIVER = 2,
    VIRTIO_STATUS_DRIVER_OK = 4,
    VIRTIO_STATUS_FEATURES_OK = 8,
    VIRTIO_STATUS_NEEDS_RESET = 64,
    VIRTIO_STATUS_FAILED = 128
};

/* Section 6 */
#define VIRTIO_F_EVENT_IDX (1ull << 29)
#define VIRTIO_F_VERSION_1 (1ull << 32)
#define VIRTIO_F_ACCESS_PLATFORM (1ull << 33)

/* --- 2.7: split virtqueues --- */

#define VIRTQ_ALIGN 4096u /* of the used ring, in the legacy layout (2.7.2) */

struct virtq_desc {
    uint64_t addr;
    uint32_t len;
    uint16_t flags;
    uint16_t next;
};

#define VIRTQ_DESC_NEXT 1u
#define VIRTQ_DESC_WRITE 2u /* by the device */

struct virtq_avail {
    uint16_t flags;
    uint16_t idx;
    uint16_t ring[]; /* and used_event, after the last */
};

#define VIRTQ_AVAIL_NO_INTERRUPT 1u

struct virtq_used_elem {
    uint32_t id;
    uint32_t len;
};

struct virtq_used {
    uint16_t flags;
    uint16_t idx;
    struct virtq_used_elem ring[]; /* and avail_event, after the last */
};

#define VIRTQ_USED_NO_NOTIFY 1u

_Static_assert(sizeof(struct virtq_desc) == 16, "virtq_desc");
_Static_assert(offsetof(struct virtq_avail, ring) == 4, "virtq_avail");
_Static_assert(offsetof(struct virtq_used, ring) == 4, "virtq_used");

/* --- 4.1: over PCI --- */

#define VIRTIO_PCI_VENDOR 0x1af4u
#define VIRTIO_PCI_LEGACY_FIRST 0x1000u /* to 0x103f; the type is elsewhere */
#define VIRTIO_PCI_MODERN_FIRST 0x1040u /* plus the type */

enum virtio_pci_part {
    VIRTIO_PCI_COMMON = 1,
    VIRTIO_PCI_NOTIFY = 2,
    VIRTIO_PCI_ISR = 3,
    VIRTIO_PCI_DEVICE = 4,
    VIRTIO_PCI_PARTS
};

/* A vendor capability, from its fourth byte on. */
enum {
    VIRTIO_PCI_CAP_PART = 3,
    VIRTIO_PCI_CAP_BAR = 4,
    VIRTIO_PCI_CAP_OFFSET = 8,
    VIRTIO_PCI_CAP_LENGTH = 12,
    VIRTIO_PCI_CAP_MULTIPLIER = 16 /* of the notifications */
};

struct virtio_pci_common {
    uint32_t device_feature_select;
    uint32_t device_feature;
    uint32_t driver_feature_select;
    uint32_t driver_feature;
    uint16_t msix_config;
    uint16_t num_queues;
    uint8_t device_status;
    uint8_t config_generation;
    uint16_t queue_select;
    uint16_t queue_size;
    uint16_t queue_msix_vector;
    uint16_t queue_enable;
    uint16_t queue_notify_off;
    uint64_t queue_desc;
    uint64_t queue_driver;
    uint64_t queue_device;
};

_Static_assert(sizeof(struct virtio_pci_common) == 56, "virtio_pci_common");

#define VIRTIO_NO_VECTOR 0xffffu

/* 4.1.4.8: the legacy interface, in ports. */
enum {
    VIRTIO_LEGACY_DEVICE_FEATURES = 0,
    VIRTIO_LEGACY_DRIVER_FEATURES = 4,
    VIRTIO_LEGACY_QUEUE_PAGE = 8,
    VIRTIO_LEGACY_QUEUE_SIZE = 12,
    VIRTIO_LEGACY_QUEUE_SELECT = 14,
    VIRTIO_LEGACY_QUEUE_NOTIFY = 16,
    VIRTIO_LEGACY_STATUS = 18,
    VIRTIO_LEGACY_ISR = 19,
    VIRTIO_LEGACY_MSIX_CONFIG = 20, /* both only with MSI-X on … */
    VIRTIO_LEGACY_MSIX_QUEUE = 22,
    VIRTIO_LEGACY_CONFIG = 20 /* … and then this is 24 */
};

/* --- 5.1: network --- */

#define VIRTIO_NET_F_MTU (1ull << 3)
#define VIRTIO_NET_F_MAC (1ull << 5)
#define VIRTIO_NET_F_MRG_RXBUF (1ull << 15)

enum { VIRTIO_NET_RX = 0, VIRTIO_NET_TX = 1 };

struct virtio_net_config {
    uint8_t mac[6];
    uint16_t status;
    uint16_t max_virtqueue_pairs;
    uint16_t mtu;
};

struct virtio_net_hdr {
    uint8_t flags;
    uint8_t gso_type;
    uint16_t hdr_len;
    uint16_t gso_size;
    uint16_t csum_start;
    uint16_t csum_offset;
    uint16_t num_buffers; /* not in legacy devices without MRG_RXBUF */
};

_Static_assert(sizeof(struct virtio_net_hdr) == 12, "virtio_net_hdr");

/* --- 5.2: block --- */

#define VIRTIO_BLOCK_F_SIZE_MAX (1ull << 1)
#define VIRTIO_BLOCK_F_RO (1ull << 5)
#define VIRTIO_BLOCK_F_BLK_SIZE (1ull << 6)
#define VIRTIO_BLOCK_F_FLUSH (1ull << 9)

#define VIRTIO_BLOCK_SECTOR 512u

struct virtio_block_config {
    uint64_t capacity; /* sectors */
    uint32_t size_max;
    uint32_t seg_max;
    uint32_t geometry;
    uint32_t blk_size;
};

enum virtio_block_type {
    VIRTIO_BLOCK_IN = 0,
    VIRTIO_BLOCK_OUT = 1,
    VIRTIO_BLOCK_FLUSH = 4,
    VIRTIO_BLOCK_GET_ID = 8
};

#define VIRTIO_BLOCK_ID_SIZE 20u

struct virtio_block_req {
    uint32_t type;
    uint32_t reserved;
    uint64_t sector;
};

enum { VIRTIO_BLOCK_OK = 0, VIRTIO_BLOCK_IOERR = 1, VIRTIO_BLOCK_UNSUPP = 2 };

_Static_assert(offsetof(struct virtio_block_config, blk_size) == 20,
               "blk_size");

#endif
