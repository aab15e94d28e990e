# SPDX-License-Identifier: ISC
"""Descriptions for libvirt and xl, word by word, and read by what is to read them.

UPDATE_EXPECTED=1 writes the texts anew: read the diff.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from echis import config_loader
from echis.domains import files, libvirt, xl
from echis.domains.domain import Domain, disk_name, of
from echis.info import of as info_of
from tests.domains import xlutil
from tests.lab import Missing, programs

EXPECTED = Path(__file__).parent / "expected"
NETWORKS, BLOCKS = ("service", "management"), ("root", "averylongnameofsomedevice")
X86 = Domain("hello", "hello.xen", "x86_64", NETWORKS, BLOCKS)
ARM = Domain("hello", "hello.virtio", "aarch64", NETWORKS, BLOCKS)
BARE = Domain("hello-1_x", "hello-1_x.virtio", "x86_64")
TEXTS = {
    "virtio-x86_64.xml": (libvirt.virtio, X86),
    "virtio-aarch64.xml": (libvirt.virtio, ARM),
    "virtio-bare.xml": (libvirt.virtio, BARE),
    "xen.xml": (libvirt.xen, X86),
    "xen-bare.xml": (libvirt.xen, BARE),
    "xen.xl": (xl.configuration, X86),
    "xen.xl.in": (xl.template, X86),
    "xen-bare.xl": (xl.configuration, BARE),
}
XML = [name for name in TEXTS if name.endswith(".xml")]


def _text(name: str) -> str:
    write, domain = TEXTS[name]
    return write(domain)


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    file = EXPECTED / name
    if os.environ.get("UPDATE_EXPECTED"):
        file.write_text(_text(name), encoding="utf-8")
    assert _text(name) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", XML)
def test_xml_is_as_libvirt_describes_it(name: str, tmp_path: Path) -> None:
    try:
        programs.ensure("xmllint")
        programs.ensure("virt-xml-validate")
    except Missing as missing:
        pytest.skip(str(missing))
    file = tmp_path / name
    file.write_text(_text(name), encoding="utf-8")
    done = subprocess.run(
        ["virt-xml-validate", str(file), "domain"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    # It does find what is wrong.
    file.write_text(_text(name).replace("<vcpu>1", "<vcpu>one"), encoding="utf-8")
    words = ["virt-xml-validate", str(file), "domain"]
    assert subprocess.run(words, capture_output=True).returncode != 0


@pytest.mark.parametrize("name", XML)
def test_xml_holds_the_devices_in_their_order(name: str) -> None:
    _, domain = TEXTS[name]
    devices = ElementTree.fromstring(_text(name)).find("devices")
    assert devices is not None
    sources = [str(found.get("file")) for found in devices.iterfind("disk/source")]
    ends = [f"/{domain.name}-{block}.img" for block in domain.blocks]
    assert [source[len(libvirt.FOLDER) :] for source in sources] == ends
    assert len(devices.findall("interface")) == len(domain.networks)
    if "virtio" in name:
        serials = [str(found.text) for found in devices.iterfind("disk/serial")]
        assert serials == [block[:20] for block in domain.blocks]


def _read(text: str) -> dict[str, object]:
    """A configuration of xl's: values are numbers, texts and lists, as Python's are."""
    tree = ast.parse(text)
    assert all(isinstance(line, ast.Assign) for line in tree.body)
    return {
        line.targets[0].id: ast.literal_eval(line.value)  # type: ignore[attr-defined]
        for line in tree.body
    }


def test_xl_has_common_defaults() -> None:
    assert _read(xl.configuration(X86)) == {
        "name": "hello",
        "kernel": "hello.xen",
        "type": "pvh",
        "memory": 256,
        "on_crash": "preserve",
        "disk": [
            "format=raw, vdev=xvda, access=rw, target=root",
            "format=raw, vdev=xvdb, access=rw, target=averylongnameofsomedevice",
        ],
        "vif": ["bridge=xenbr0", "bridge=xenbr1"],
    }
    bare = _read(xl.configuration(BARE))
    assert (bare["disk"], bare["vif"]) == ([], [])


@pytest.mark.parametrize("domain", [X86, BARE])
def test_xl_reads_the_same(domain: Domain) -> None:
    if not (library := xlutil.library()):
        pytest.skip("libxlutil is not installed")
    text = xl.configuration(domain)
    found = {key: v for key, v in _read(text).items() if key != "memory"}
    assert xlutil.read(library, text) == found
    with pytest.raises(ValueError, match="name"):
        xlutil.read(library, text + "vif = [")


def test_a_template_that_is_filled_in_is_a_configuration() -> None:
    given = {"NAME": "hello", "KERNEL": "hello.xen", "MEMORY": "256"}
    given |= {f"BLOCK:{name}": name for name in BLOCKS}
    given |= {f"NETWORK:{name}": f"xenbr{n}" for n, name in enumerate(NETWORKS)}
    template = xl.template(X86)
    words = re.findall("@([^@]*)@", template)
    assert sorted(words) == sorted(given)
    filled = re.sub("@([^@]*)@", lambda found: given[found[1]], template)
    assert filled == xl.configuration(X86)


@pytest.mark.parametrize(
    ("index", "name"),
    [(0, "a"), (25, "z"), (26, "aa"), (62, "bk"), (701, "zz"), (702, "aaa")],
)
def test_names_of_disks(index: int, name: str) -> None:
    assert disk_name("xvd", index) == f"xvd{name}"


CONFIG = """
from echis import *

start = main("unikernel", block >> (network >> (block >> job)))
register("both", [start(block_of_file("b"), netif("n"), block_of_file("a"))])
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> config_loader.Application:
    folder = tmp_path_factory.mktemp("app")
    (folder / "config.py").write_text(CONFIG)
    (folder / "unikernel.py").write_text("def start(a, b, c):\n    pass\n")
    (application,) = config_loader.load_all([folder])
    return application


@pytest.mark.parametrize(
    ("target", "names"),
    [
        ("virtio", ["both_libvirt.xml"]),
        ("xen", ["both.xl", "both.xl.in", "both_xen_libvirt.xml"]),
        ("qubes", ["both.xl", "both.xl.in", "both_xen_libvirt.xml"]),
        *((target, []) for target in ("hvt", "spt", "unix")),
    ],
)
def test_files_of_a_target(
    app: config_loader.Application, target: str, names: list[str]
) -> None:
    info = info_of(app, target)
    assert files.names(info) == names
    found = files.texts(info, "x86_64")
    assert list(found) == names
    domain = of(info, "x86_64")
    assert (domain.networks, domain.blocks) == (("n",), ("b", "a"))
    assert domain.kernel == info.output
    assert all("both" in text for text in found.values())
