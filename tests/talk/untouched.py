"""A value of which nothing may be asked."""

from types import MethodDescriptorType, WrapperDescriptorType

import pytest


class Untouched:
    """Be a value of which nothing may be asked: its truth, class and text are something, too."""


def _asked(*_) -> None:
    pytest.fail("le bloc se sert de la valeur qui lui est donnée")


for name, value in [*vars(object).items(), ("__bool__", int.__bool__)]:
    if isinstance(value, (MethodDescriptorType, WrapperDescriptorType)) and name != "__init__":
        setattr(Untouched, name, _asked)
