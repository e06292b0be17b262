"""A parsed deck in JSON, for a Python without the parser; valid on Python 3.10.

It needs the standard library alone. Tokens of the parser are read back as objects of no class of
theirs; those of headings and notes are left out, and of the front matter all but the language.
"""

from __future__ import annotations

import json
from dataclasses import astuple, fields
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from deck.source.model import Block, Deck, Output, Sentence, Slide

if TYPE_CHECKING:
    from markdown_it.token import Token

# Where the page's Python finds the deck, and its tests.
DECK, TESTS = "deck.json", "tests"
# What is read of a token, beside its children: what the parser notes of it may be of any class.
TOKEN = ("type", "tag", "nesting", "level", "content", "markup", "info", "map", "hidden")
BLOCK = [field.name for field in fields(Block) if field.name != "lines"]


def dumps(deck: Deck) -> str:
    """Write a deck as JSON, the same for the same deck."""
    slides = [
        {
            "number": slide.number,
            "title": slide.title,
            "line": slide.line,
            "body": [_of_token(token) for token in slide.body],
            "blocks": [_of_block(block) for block in slide.blocks],
            "sentences": list(map(astuple, slide.sentences)),
        }
        for slide in deck.slides
    ]
    told = {"path": deck.path, "lang": deck.lang, "slides": slides}
    return json.dumps(told, ensure_ascii=False)


def loads(text: str) -> Deck:
    """Read back the deck that `dumps` wrote."""
    told = json.loads(text)
    made: dict[str, Block] = {}
    slides = tuple(_slide(slide, made) for slide in told["slides"])
    return Deck(told["path"], slides, {"lang": told["lang"]})


def _of_token(token: Token) -> dict[str, Any]:
    told = {name: getattr(token, name) for name in TOKEN}
    return told | {"children": [_of_token(one) for one in token.children or ()]}


def _of_block(block: Block) -> dict[str, Any]:
    told = {name: getattr(block, name) for name in BLOCK}
    continues, output = block.continues, block.output
    return told | {
        "words": sorted(block.words),
        "continues": continues and continues.name,
        "output": output and astuple(output),
    }


def _slide(told: dict[str, Any], made: dict[str, Block]) -> Slide:
    blocks = tuple(_block(block, made) for block in told.pop("blocks"))
    sentences = tuple(Sentence(*one) for one in told.pop("sentences"))
    body = tuple(map(_token, told.pop("body")))
    return Slide(**told, heading=(), body=body, notes=(), blocks=blocks, sentences=sentences)


def _token(told: dict[str, Any]) -> Any:
    return SimpleNamespace(**told | {"children": [_token(one) for one in told["children"]]})


def _block(told: dict[str, Any], made: dict[str, Block]) -> Block:
    told["words"] = frozenset(told["words"])
    told["continues"] = made.get(told["continues"])
    told["output"] = Output(*told["output"]) if told["output"] else None
    told["elsewhere"] = tuple(map(tuple, told["elsewhere"]))
    made[told["name"]] = Block(**told)
    return made[told["name"]]
