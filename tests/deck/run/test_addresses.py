"""An address that Python writes is known from a number that a program writes."""

import pytest

from deck.run.addresses import without_addresses

OBJECT = "<object object at 0x7f12>"


class Read(str):
    """Count the characters that are taken out of a text."""

    taken = 0

    def __getitem__(self, key):
        found = super().__getitem__(key)
        self.taken += len(found)
        return found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"[{OBJECT}, {OBJECT}]\n", "[<object object at 0x…>, <object object at 0x…>]\n"),
        ("<a <b> at 0x1f>\n", "<a <b> at 0x…>\n"),
        ("> <a at 0x1f>\n", "> <a at 0x…>\n"),
        ("at 0x1f >\n", "at 0x1f >\n"),
        ("<a\nat 0x1f >\n", "<a\nat 0x1f >\n"),
        ("<a> at 0x1f, b\n", "<a> at 0x1f, b\n"),
        ("<a at 0x10>\n", "<a at 0x10>\n"),
    ],
)
def test_what_stands_in_brackets_on_a_line_is_an_address(text, written):
    """But for what the program itself has in its text."""
    assert without_addresses(text, {"0x10"}) == written


def test_a_line_is_read_once_whatever_addresses_it_has():
    """It is not taken out of its text for each of them."""
    text = Read(f"[{', '.join([OBJECT] * 100)}]\n")
    assert without_addresses(text).count("0x…") == 100
    assert text.taken <= len(text)
