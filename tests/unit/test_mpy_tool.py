# SPDX-License-Identifier: ISC
"""What is changed of the vendored mpy-tool."""

from __future__ import annotations

import pytest

from echis.mpy_tool import c_double


@pytest.mark.parametrize(
    "value", [0.0, -0.0, 1.1, 0.1 + 0.2, 5e-324, 1.7976931348623157e308, -1e39]
)
def test_a_float_keeps_its_last_bit(value: float) -> None:
    text = c_double(value)
    assert (float.fromhex(text), text[0] == "-") == (value, value.hex()[0] == "-")


def test_what_no_literal_says() -> None:
    infinity = float("inf")
    assert c_double(infinity) == "__builtin_inf()"
    assert c_double(-infinity) == "-__builtin_inf()"
    assert c_double(float("nan")) == '__builtin_nan("")'
