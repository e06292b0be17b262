"""A value is shown as far as one sees it, whatever is within."""

import pytest

from deck.trace import values
from deck.trace.record import record_program

OF_ITSELF = "def f(d):\n    return 1\nd = {}\nd['self'] = d\nprint(f(d))\n"


def nested(depth):
    return {rank: nested(depth - 1) for rank in range(3)} if depth else 0


def calls_to_show(value, monkeypatch):
    """Return how many values are looked at to show one."""
    looked_at = []

    def counting(one, depth):
        looked_at.append(depth)
        return show(one, depth)

    show = values._show
    with monkeypatch.context() as patch:
        patch.setattr(values, "_show", counting)
        values.show(value)
    return len(looked_at)


def test_a_dictionary_of_itself_is_shown_and_changes_no_program():
    """No more is written of it than of a list of itself."""
    recorded = record_program(OF_ITSELF)
    assert recorded.output == "1\n"
    itself = {}
    itself["self"] = itself
    assert values.show(itself) == "{'self': {'self': {…}}}"


@pytest.mark.parametrize("depth", [3, 6])
def test_what_is_too_deep_to_be_shown_is_not_looked_at(depth, monkeypatch):
    """However deep it is: the keys and values of two levels, and itself."""
    assert calls_to_show(nested(depth), monkeypatch) == 1 + 6 + 3 * 6


SHOWN = {
    "list(range(8))": "[0, 1, 2, 3, 4, 5, 6, 7]",
    "list(range(9))": "[0, 1, 2, 3, 4, 5, 6, 7, …]",
    "tuple(range(9))": "(0, 1, 2, 3, 4, 5, 6, 7, …)",
    "{n: n for n in range(9)}": "{0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, …}",
    "set('ihgfedcba')": "{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', …}",
    "set(range(101))": "{…}",
    "[[[]]]": "[[[]]]",
    "[[[1]]]": "[[[…]]]",
    "({}, set(), frozenset(), (1,))": "({}, set(), frozenset(), (1,))",
}


@pytest.mark.parametrize("expression", SHOWN)
def test_what_is_left_out_of_a_value_is_seen(expression):
    """Whatever the seed of hashes: a set of text is in another order at each run."""
    assert values.show(eval(expression)) == SHOWN[expression]
