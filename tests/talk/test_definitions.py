"""The blocks that only define, and with which nothing happens before they are used."""

import pytest

# Each with what its lines call: a decorator.
ONLY_DEFINE = {
    "pong_handler": [],
    "get_then_print_generator": ["coroutine"],
    "get_then_print_native": [],
    "frenetic_coro_manager": [],
    "frenetic_coros_manager": [],
}


@pytest.mark.parametrize("name", ONLY_DEFINE)
def test_a_block_that_only_defines_calls_and_changes_nothing(name, demonstrate):
    """Le bloc définit : il n'appelle pas ce qu'il définit, et laisse tel quel ce qu'il continue."""
    demonstration = demonstrate(name)
    assert (demonstration.calls, demonstration.others) == ([], ONLY_DEFINE[name])
    assert demonstration.errors == []
