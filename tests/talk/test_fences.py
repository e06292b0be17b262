"""What the fences of the talk say: how each of its blocks is asserted, and what it builds on."""

import pytest

from deck.proof.plugins.places import Place, note

ONE, MANAGER, AWAITABLE = "four", "coro_manager", "wont_terminate_here"
FRENETIC, FRENETICS = "frenetic_coro_manager", "frenetic_coros_manager"
BUILDS_ON = {
    "callback_hell": [],
    "pong_handler": [],
    "get_then_print_generator": [],
    "get_then_print_native": [],
    "tum": [],
    "tum_send": [],
    ONE: [],
    MANAGER: [],
    AWAITABLE: [MANAGER],
    FRENETIC: [MANAGER, AWAITABLE],
    FRENETICS: [MANAGER, AWAITABLE, FRENETIC],
    "tum_pak": [MANAGER, AWAITABLE, FRENETIC, FRENETICS],
}
LANGUAGES = {"callback_hell": "js", "tum": "pycon", "tum_send": "pycon"}
ASSERTED_OTHERWISE = {"tum_pak": {"runner:any_order"}}
# A slide that begins “with coroutines”, or goes on about an object, speaks of the one before it.
REFERS_TO = [("callback_hell", "pong_handler"), ("tum", "tum_send")]


@pytest.fixture
def written(deck, request):
    """Find a block by its name, to be read: the fixture `block` notes that it is run."""

    def written(name):
        found = deck.block(name)
        note(request.node, Place.of_block(deck.path, found))
        return found

    return written


@pytest.mark.parametrize("name", BUILDS_ON)
def test_a_block_is_asserted_in_its_language_to_the_letter(name, written):
    """Rien n'est seulement montré, et l'ordre des lignes compte, sauf une fois."""
    found = written(name)
    of_no_matter = ("name:", "continuation", "lines:")
    words = {word for word in found.words if not word.startswith(of_no_matter)}
    assert words == ASSERTED_OTHERWISE.get(name, set())
    assert not found.varies
    assert found.language == LANGUAGES.get(name, "python")


@pytest.mark.parametrize("name", BUILDS_ON)
def test_a_block_builds_on_those_that_it_needs(name, written):
    """Le bloc continue ceux dont il a besoin, quoi qu'il vienne entre-temps."""
    chain = [one.name for one in written(name).chain if one.name in BUILDS_ON]
    assert chain == BUILDS_ON[name]


@pytest.mark.parametrize("before, after", REFERS_TO)
def test_a_slide_comes_after_what_it_refers_to(before, after, written):
    """La salle a déjà vu ce dont elle parle."""
    assert written(before).slide < written(after).slide
