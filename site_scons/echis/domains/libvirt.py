# SPDX-License-Identifier: ISC
"""libvirt's XML (its formatdomain.html) for virtio images under KVM, and for Xen's."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from echis.domains.domain import BRIDGE, MEMORY, QEMU, SERIAL, Domain, disk_name

# Where libvirt keeps images; a kernel has to be named by an absolute path, and that
# of the folder of a build would make two builds differ.
FOLDER = "/var/lib/libvirt/images"
_MACHINE = {"x86_64": "pc", "aarch64": "virt"}


def virtio(domain: Domain) -> str:
    """The domain under KVM: its image is its kernel, its devices are virtio's."""
    root = _root("kvm", domain, "hvm", _MACHINE[domain.arch])
    if domain.arch == "x86_64":
        # It is how the guest switches the machine off; aarch64 has PSCI.
        SubElement(SubElement(root, "features"), "acpi")
    SubElement(root, "cpu", mode="host-passthrough")
    devices = SubElement(root, "devices")
    program = QEMU.format(arch=domain.arch)
    SubElement(devices, "emulator").text = f"/usr/bin/{program}"
    for index, name in enumerate(domain.blocks):
        disk = _disk(devices, domain, name, disk_name("vd", index), "virtio")
        SubElement(disk, "serial").text = name[:SERIAL]
        _address(disk, domain)
    for _ in domain.networks:
        card = SubElement(devices, "interface", type="network")
        SubElement(card, "source", network="default")
        SubElement(card, "model", type="virtio")
        _address(card, domain)
    console = SubElement(devices, "console", type="pty")
    SubElement(console, "target", type="serial", port="0")
    SubElement(devices, "memballoon", model="none")
    return _text(root)


def xen(domain: Domain) -> str:
    """The same under Xen, as a PVH guest."""
    root = _root("xen", domain, "xenpvh", "xenpvh")
    SubElement(root, "on_crash").text = "preserve"
    devices = SubElement(root, "devices")
    for index, name in enumerate(domain.blocks):
        _disk(devices, domain, name, disk_name("xvd", index), "xen")
    for index in range(len(domain.networks)):
        card = SubElement(devices, "interface", type="bridge")
        SubElement(card, "source", bridge=f"{BRIDGE}{index}")
    console = SubElement(devices, "console", type="pty")
    SubElement(console, "target", type="xen", port="0")
    return _text(root)


def _root(kind: str, domain: Domain, guest: str, machine: str) -> Element:
    root = Element("domain", type=kind)
    root.append(ElementTree.Comment(f" {domain.name}, written by Echis "))
    SubElement(root, "name").text = domain.name
    SubElement(root, "memory", unit="MiB").text = str(MEMORY)
    SubElement(root, "vcpu").text = "1"
    system = SubElement(root, "os")
    SubElement(system, "type", arch=domain.arch, machine=machine).text = guest
    SubElement(system, "kernel").text = f"{FOLDER}/{domain.kernel}"
    system.append(ElementTree.Comment(" <cmdline>the image's arguments</cmdline> "))
    SubElement(root, "clock", offset="utc")
    return root


def _disk(devices: Element, domain: Domain, name: str, place: str, bus: str) -> Element:
    disk = SubElement(devices, "disk", type="file", device="disk")
    SubElement(disk, "driver", name="qemu", type="raw")
    SubElement(disk, "source", file=f"{FOLDER}/{domain.name}-{name}.img")
    SubElement(disk, "target", dev=place, bus=bus)
    return disk


def _address(device: Element, domain: Domain) -> None:
    """On aarch64 the image looks for its devices in memory, not on PCI."""
    if domain.arch == "aarch64":
        SubElement(device, "address", type="virtio-mmio")


def _text(root: Element) -> str:
    ElementTree.indent(root, "    ")
    return ElementTree.tostring(root, encoding="unicode") + "\n"
