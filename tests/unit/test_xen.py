# SPDX-License-Identifier: ISC
"""What xl reads, for the options of a tender."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from echis import xen
from echis.errors import ConfigError

_TEXT = """\
type = 'pvh'
name = 'hello-7'
kernel = '{here}/dir/hello.xen'
cmdline = '"--a=b c" "it'
cmdline += "'"
cmdline += 's \\\\"so\\\\"" d'
memory = 32
vcpus = 1
on_poweroff = 'destroy'
on_reboot = 'destroy'
on_crash = 'destroy'
vif = ['bridge=xenbr0,mac=00:16:3e:00:00:01', 'bridge=xenbr1']
disk = ['format=raw,vdev=xvda,access=rw,target={here}/a b.img', \
'format=raw,vdev=xvdb,access=rw,target=/c.img']
"""


def _given(*options: str) -> str:
    words = [*options, "--", "dir/hello.xen", "--a=b c", 'it\'s "so"', "d"]
    return xen.configuration(words, "hello-7")


def test_all_of_it() -> None:
    text = _given(
        "--mem=32",
        "--net:service=xenbr0",
        "--net-mac:service=00:16:3e:00:00:01",
        "--net:management=xenbr1",
        "--block:root=a b.img",
        "--block:more=/c.img",
    )
    assert text == _TEXT.format(here=os.getcwd())


def test_without_options() -> None:
    text = xen.configuration(["--", "/hello.xen"], "hello-7")
    assert "memory = 512\n" in text
    assert "cmdline = ''\n" in text
    assert "vif = []\ndisk = []\n" in text


@pytest.mark.parametrize("name", ["a,b", "it's"])
def test_names_that_a_list_cannot_have(name: str) -> None:
    with pytest.raises(ConfigError, match="xl takes no file with such a name"):
        _given(f"--block:root={name}")
    with pytest.raises(ConfigError, match="xl takes no file with such a name"):
        xen.configuration(["--", name], "hello-7")


def test_sector_sizes_are_the_back_ends() -> None:
    with pytest.raises(ConfigError, match="a disk has the one of its backend"):
        _given("--block:root=a.img", "--block-sector-size:root=4096")


@pytest.mark.parametrize("words", [["--mme=3"], ["--"], ["image"]])
def test_what_is_no_option(words: list[str]) -> None:
    with pytest.raises(ConfigError):
        xen.configuration(words, "hello-7")


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    image, disk = tmp_path / "image", tmp_path / "disk"
    with pytest.raises(ConfigError, match=f"there is no file {image}"):
        xen.main(["--", str(image)])
    image.touch()
    with pytest.raises(ConfigError, match=f"there is no file {disk}"):
        xen.main([f"--block:root={disk}", "--", str(image)])


def test_elsewhere_than_in_dom0_nothing_is_started(tmp_path: Path) -> None:
    image = tmp_path / "image"
    image.touch()
    with pytest.raises(ConfigError, match="this is not dom0 of a Xen host"):
        xen.main(["--", str(image)])
