# SPDX-License-Identifier: ISC
"""Reports: notes, verdicts, remarks, budgets, differences and the command."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from echis import record
from echis.errors import ConfigError
from echis.inspect import budget, diff, elf, observed, protection, report, solo5, text
from echis.inspect.__main__ import main
from tests.unit import test_inspect_samples as samples

MANIFEST = {
    "type": "solo5.manifest",
    "version": 1,
    "devices": [
        {"name": "service0", "type": "NET_BASIC"},
        {"name": "storage", "type": "BLOCK_BASIC"},
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("inspect")


@pytest.fixture(scope="module")
def made(folder: Path) -> list[str]:
    return samples.objects(folder)


@pytest.fixture
def image(folder: Path, made: list[str], tmp_path: Path) -> Path:
    """A fresh copy of an image and its map."""
    sample = samples.link(folder, made)
    for file in (sample.image, sample.map):
        shutil.copy(file, tmp_path)
    return tmp_path / sample.image.name


def test_solo5_s_notes(image: Path) -> None:
    found = report.inspect(image)
    assert found.abi == solo5.Abi("spt", 2)
    assert found.manifest is not None
    assert solo5.manifest_json(found.manifest) == MANIFEST


def elftool(command: str, image: Path) -> Any:
    """What Solo5's own tool prints, mended: it leaves a comma before ``]``."""
    tool = Path(os.environ["SOLO5"], "elftool", "solo5-elftool")
    call = [str(tool), command, str(image)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    return json.loads(re.sub(r",\s*]", "]", done.stdout)) if done.stdout else None


def test_as_elftool_sees_it(image: Path) -> None:
    if "SOLO5" not in os.environ:
        pytest.skip("SOLO5 names no built tree of Solo5")
    for path in [image, *samples.real_images()]:
        file = elf.read(path)
        manifest, abi = solo5.manifest(file), solo5.abi(file)
        wanted = elftool("query-manifest", path)
        if wanted is not None:
            assert manifest, path
            assert solo5.manifest_json(manifest) == wanted, path
        wanted = elftool("query-abi", path)
        if wanted is not None:
            assert abi
            found = {"target": abi.target, "version": abi.version}
            assert {"type": "solo5.abi", **found} == wanted, path


def test_a_damaged_manifest(image: Path) -> None:
    data = bytearray(image.read_bytes())
    at = data.index(b"MFT1") + 4 + 8 + 4
    data[at + 4] = 9
    image.write_bytes(data)
    with pytest.raises(ConfigError, match="damaged: version 1, 9 entries in 320 bytes"):
        report.inspect(image)


def asked(image: Path, results: observed.Observed | None = None) -> dict[str, str]:
    return {v.name: v.asked for v in report.inspect(image, None, results).protections}


GOOD = {
    "text not writable": "yes",
    "text not readable": "no",
    "rodata not writable": "yes",
    "rodata not executable": "yes",
    "data not executable": "yes",
    "nothing both writable and executable": "yes",
    "page 0 unmapped": "yes",
    "stack protector": "yes",
    "stack guard page": "no",
    "load address chosen at random": "n/a",
    "host kernel refuses to run it": "yes",
}


@pytest.mark.parametrize(
    ("layout", "differs"),
    [
        ({}, {}),
        ({"text": "1"}, {"text not readable": "yes"}),
        (
            {"text": "7"},
            {
                "text not writable": "no",
                "data not executable": "no",
                "nothing both writable and executable": "no",
            },
        ),
        ({"ro": "5"}, {"rodata not executable": "no"}),
        ({"ro": "6"}, {"rodata not writable": "no"}),
        (
            {"data": "7"},
            {
                "data not executable": "no",
                "nothing both writable and executable": "no",
                "text not writable": "no",
            },
        ),
        ({"ro": "5", "between": "16"}, {
            "rodata not executable": "no",
            "nothing both writable and executable": "no",
        }),
        ({"base": "0x800"}, {"page 0 unmapped": "no"}),
        ({"guard": ". += 4096;", "load": "(NOLOAD)"}, {}),
        (
            {"guard": "QUAD(0) . = ALIGN(4096);"},
            {"stack guard page": "yes"},
        ),
    ],
)  # fmt: skip
def test_verdicts(
    folder: Path, made: list[str], layout: dict[str, str], differs: dict[str, str]
) -> None:
    sample = samples.link(folder, made, "bent.spt", **layout)
    assert asked(sample.image) == {**GOOD, **differs}


def test_without_interp_and_protector(tmp_path: Path) -> None:
    made = samples.objects(tmp_path)
    source = tmp_path / "runtime/bindings/start.c"
    source.write_text(source.read_text().replace("__stack_chk", "other"))
    samples.assemble(tmp_path, "runtime/bindings/start.c")
    notes = tmp_path / "notes.S"
    notes.write_text(notes.read_text().replace("/nonexistent/solo5/", "/lib/ld.so"))
    samples.assemble(tmp_path, "notes.S")
    image = samples.link(tmp_path, made).image
    changed = {"stack protector": "no", "host kernel refuses to run it": "no"}
    assert asked(image) == {**GOOD, **changed}


def test_observations(image: Path, tmp_path: Path) -> None:
    results = {
        ("spt", "x86_64", "wnox"): observed.Result("passed"),
        ("spt", "x86_64", "xnor"): observed.Result("skipped", "no protection keys"),
        ("hvt", "x86_64", "xnow"): observed.Result("failed"),
    }
    file = tmp_path / "observed.json"
    file.write_text(observed.to_json(results))
    assert observed.read(file) == results
    found = report.inspect(image, None, observed.read(file))
    seen = {v.name: v.observed for v in found.protections}
    assert seen["data not executable"] == "wnox passed"
    assert seen["text not readable"] == "xnor skipped: no protection keys"
    assert seen["text not writable"] == "n/a: xnow has no result here"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "observed.json: the results are not JSON"),
        ("{}", "observed.json: the results are not of format 1"),
        ('{"format": 1}', "observed.json: the results have no list 'results'"),
        ('{"format": 1, "results": [{}]}', "a result lacks one of target, arch"),
        (
            '{"format": 1, "results": [{"target": "spt", "arch": "x86_64", '
            '"test": "wnox", "outcome": "good"}]}',
            "the outcome 'good' of wnox is none of passed, failed, skipped",
        ),
    ],
)
def test_bad_results(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "observed.json"
    file.write_text(content)
    with pytest.raises(ConfigError, match=re.escape(message)):
        observed.read(file)


def test_an_image_of_ours_has_no_remarks(image: Path) -> None:
    assert report.inspect(image).remarks == ()


def test_what_is_missing_is_said(folder: Path, made: list[str]) -> None:
    bare = [o for o in made if o not in ("notes.o", "record.o")]
    sample = samples.link(folder, bare, "bare")
    sample.map.unlink()
    found = report.inspect(sample.image)
    assert found.remarks == (
        "bare.map is not beside the image, nor in build: "
        "parts are told by symbols and sections only",
        "there is no build record in it: sources and reasons are not known",
        "there is no Solo5 ABI note in it: no tender will run it",
        "there is no Solo5 manifest in it: its devices are not known",
    )
    assert "note: there is no Solo5 ABI note" in text.render(found)


def test_a_stale_map(folder: Path, made: list[str], image: Path) -> None:
    other = samples.link(folder, made, "other.spt", base="0x200000")
    shutil.copy(other.map, image.with_name("app.spt.map"))
    (remark,) = report.inspect(image).remarks
    assert remark.startswith("app.spt.map is of another link: parts are told by")
    with pytest.raises(ConfigError, match="is the map of another link than"):
        report.inspect(image, other.map)


def test_the_map_in_build(image: Path, folder: Path, made: list[str]) -> None:
    """Of several of that name, the one that describes the image."""
    other = samples.link(folder, made, "other.spt", base="0x200000")
    dist = image.parent / "dist"
    builds = [image.parent / "build" / context for context in ("hvt", "spt", "xen")]
    for place in (dist, *builds):
        place.mkdir(parents=True)
        shutil.copy(other.map, place / "app.spt.map")
    shutil.move(image, dist)
    shutil.move(image.with_name("app.spt.map"), builds[1] / "app.spt.map")
    found = report.inspect(dist / image.name)
    assert (found.remarks, found.sizes.origin) == ((), "map")


def test_budget(image: Path) -> None:
    found = report.inspect(image)
    budget.check(found, max_size=found.size)
    with pytest.raises(ConfigError) as error:
        budget.check(found, max_size=1000)
    largest = found.sizes.parts[:3]
    named = ", ".join(f"{p.group}: {p.name} ({p.file})" for p in largest)
    assert str(error.value) == (
        f"{image} has {found.size} bytes, max_size allows 1000; "
        f"its largest parts are {named}"
    )


def test_memory_budget(image: Path) -> None:
    with pytest.raises(ConfigError, match=r"max_mem=4 cannot be judged: .* measured"):
        budget.check(report.inspect(image), max_mem=4)
    record.patch_min_mem(image, 5)
    budget.check(report.inspect(image), max_mem=5)
    with pytest.raises(ConfigError, match=r"needs 5 MiB, max_mem allows 4; .* memory"):
        budget.check(report.inspect(image), max_mem=4)


@pytest.mark.parametrize(
    ("written", "size"),
    [("300000", 300_000), ("300K", 307_200), ("1M", 1 << 20), (" 2 KiB ", 2048)],
)
def test_sizes_as_written(written: str, size: int) -> None:
    assert budget.parse_size(written) == size


def test_no_size() -> None:
    with pytest.raises(ConfigError) as error:
        budget.parse_size("small")
    assert str(error.value) == "max_size=small is no size; write bytes, or 300K, or 1M"


def test_no_difference(image: Path) -> None:
    found = report.inspect(image)
    assert "nothing else differs" in diff.render(diff.compare(found, found))


def test_difference(image: Path, tmp_path: Path) -> None:
    made = samples.objects(tmp_path)
    json_source = tmp_path / "extmod/modjson.c"
    json_source.write_text(json_source.read_text().replace("[300]", "[1300]"))
    samples.assemble(tmp_path, "extmod/modjson.c")
    other = samples.link(tmp_path, made, "new.spt", ro="5").image
    record.patch_min_mem(other, 3)
    change = diff.compare(report.inspect(image), report.inspect(other))
    grown = {(c.group, c.name): c.growth for c in change.sizes}
    assert grown["C modules", "json"] == 1000
    protections = {c.name: (c.before, c.after) for c in change.protections}
    assert list(protections) == ["rodata not executable"]
    facts = {c.name: (c.before, c.after) for c in change.facts}
    assert facts == {"smallest memory": ("not measured", "--mem=3 (MiB, measured)")}
    assert change.devices == change.sources == change.modules == ()
    assert "(+1000)" not in diff.render(change).splitlines()[0]


def test_the_table_shows_all(image: Path) -> None:
    shown = text.render(report.inspect(image))
    for line in (
        "target   spt, ABI version 2, x86_64 (EXEC), entry 0x",
        '  {"name": "service0", "type": "NET_BASIC"}',
        "  micropython  1.25.0   MIT      7b7b",
        "  ssl   no function that imports it is called",
        "  compiler   left out: nothing says",
        "  entropy    RDRAND",
    ):
        assert line in shown


def test_json_for_programs(image: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(image), "--json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err == ""
    assert found["manifest"] == MANIFEST
    assert found["abi"] == {"target": "spt", "version": 2}
    assert found["record"]["sources"][0]["sha256"] == "7b" * 32
    assert sum(p["file"] for p in found["sizes"]["parts"]) == found["size"]
    assert main([str(image), str(image), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sizes"] == []


def test_errors_are_one_sentence(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "gone")]) == 1
    gone = capsys.readouterr()
    wanted = f"echis: cannot read {tmp_path / 'gone'}: No such file or directory\n"
    assert (gone.out, gone.err) == ("", wanted)
    assert main([str(image), "--max-size=1K"]) == 1
    assert capsys.readouterr().err.startswith(f"echis: {image} has ")
    assert main([str(image), "--html", "/dev/null/page.html"]) == 1
    assert capsys.readouterr().err.startswith("echis: cannot write ")


def test_the_page_is_written(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "made for it" / "page.html"
    assert main([str(image), "--with", str(image), "--html", str(file)]) == 0
    assert file.read_text().startswith("<!DOCTYPE html>")
    assert "nothing else differs" in capsys.readouterr().out


@pytest.mark.parametrize("target", ["hvt", "virtio", "xen"])
def test_the_bindings_may_guard_the_stack(image: Path, target: str) -> None:
    """Only on spt are the segments the last word on pages."""
    subject = protection.Subject(elf.read(image), target, None)
    (guard,) = (
        verdict
        for verdict in protection.verdicts(subject, None, ours=True)
        if verdict.name == "stack guard page"
    )
    assert (guard.asked, guard.detail) == (
        "n/a",
        "no segment grants nothing; the bindings' page tables may",
    )


def test_wrong_usage() -> None:
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
