"""The values that a test measures of what it claims; valid on Python 3.10."""

from __future__ import annotations

from typing import NoReturn

import pytest

from deck.proof.judge.failure import Failure
from deck.proof.plugins.places import Place, fail
from deck.proof.plugins.tally import MEASURED
from deck.proof.quotes import claims
from deck.source import folders
from deck.source.model import Deck
from deck.source.problems import Problem


class Says:
    """Compare the values that the claims of a test state with the measured ones."""

    def __init__(self, deck: Deck, node: pytest.Item) -> None:
        self._path, self._node = deck.path, node
        self.matches = [
            match
            for mark in node.iter_markers("claim")
            for match in claims.find(deck, *mark.args, **mark.kwargs)
        ]
        self._unmeasured = {name for match in self.matches for name in match.values}
        self._names = frozenset(self._unmeasured)

    def __getattr__(self, name: str) -> str:
        self._measure(name)
        return next(match.values[name] for match in self.matches if name in match.values)

    def __call__(self, **measured: str) -> None:
        for name, value in measured.items():
            self._measure(name)
            for match in self.matches:
                if match.values.get(name, value) != value:
                    found = f"says « {match.sentence.text} »"
                    expected = f"“{value}” for “{match.values[name]}”, as Python has it"
                    kind = "title" if match.sentence.is_title else "sentence"
                    place = Place.of(self._path, match)
                    self._node.user_properties.append((MEASURED, [match.values[name], value]))
                    fail(self._node, place.failure(found, expected, f"correct the {kind}"))

    def finish(self) -> None:
        """Fail the test if it has proved nothing of a value that it claims."""
        for name in sorted(self._unmeasured):
            remedy = f"measure it, as says({name}=…), or quote the value that the slide states"
            self._fail(f"a claim of “{{{name}}}”, which the test does not measure", "it to", remedy)

    def _measure(self, name: str) -> None:
        if name not in self._names:
            expected = " or ".join(f"“{{{one}}}”" for one in sorted(self._names)) or "none"
            self._fail(f"“{name}”, which no claim of the test names", expected, "correct the name")
        self._unmeasured.discard(name)

    def _fail(self, found: str, expected: str, remedy: str) -> NoReturn:
        path, line = folders.shown(self._node.path), self._node.location[1] or 0
        problem = Problem(str(path), line + 1, found, expected, remedy)
        # Of a test that claims nothing, no slide shows it but the first.
        slide = self.matches[0].slide.number if self.matches else 1
        fail(self._node, Failure(problem, slide))
