"""A code is 128 bits, the same for the same form, found again however it is written, and kept nowhere."""

import pytest

from experiences.writing import codes


def test_code_is_said_in_groups_and_the_same_form_gives_the_same():
    code = codes.made_from("a token")
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4, 4, 4, 2]
    assert codes.made_from("a token") == code != codes.made_from("another token")


def test_every_bit_of_128_can_be_set():
    seen_or = seen_and = None
    for number in range(400):
        value = 0
        for sign in codes.made_from(str(number)).replace("-", ""):
            value = value << 5 | codes.SIGNS.index(sign)
        seen_or = value if seen_or is None else seen_or | value
        seen_and = value if seen_and is None else seen_and & value
    assert (seen_or, seen_and) == (2**128 - 1, 0)


@pytest.mark.parametrize("rewrite", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code.replace('-', '')}\n",
                                     lambda code: code.replace("0", "O").replace("1", "l")])  # fmt: skip
def test_code_is_found_however_it_is_written(rewrite):
    code = next(made for number in range(99) if {"0", "1"} <= set(made := codes.made_from(str(number))))
    assert codes.hashed(rewrite(code)) == codes.hashed(code) != ""


@pytest.mark.parametrize("written", ["", "7Q4K", "U" * 26, "7Q4K-" * 6, "é" * 26])
def test_what_is_no_code_has_no_hash(written):
    assert codes.hashed(written) == ""
