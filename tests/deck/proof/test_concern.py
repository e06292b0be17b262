"""What a test may ask for is found in its code, before it runs."""

from deck.proof.in_page import concern


class Asked(BaseException):
    """Tell that something was asked."""


class Untouched:
    """Be an object of which nothing may be asked."""

    def __getattribute__(self, name):
        raise Asked(name)


NAMES = {"names": ["four", Untouched()]}


def named() -> object:
    return NAMES


def test_nothing_is_asked_of_the_objects_of_a_test(request):
    """One of them may end whoever does, be it by `isinstance`."""
    assert named()
    assert {"names", "four"} <= set(concern.texts(request.node))
