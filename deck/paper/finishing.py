"""Finish a PDF that the browser printed: who wrote it and when, its bookmarks, and its ids."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, PdfObject, TextStringObject

from deck.source.model import Deck


def finish(data: bytes, deck: Deck, author: str, date: datetime) -> bytes:
    """Return a PDF with its metadata; the same deck, author and date give the same bytes."""
    writer = PdfWriter(clone_from=BytesIO(data))
    stamp = date.strftime("D:%Y%m%d%H%M%SZ")
    metadata = {"/Creator": "deck", "/CreationDate": stamp, "/ModDate": stamp}
    writer.add_metadata(metadata | ({"/Author": author} if author else {}))
    writer.create_viewer_preferences().display_doctitle = True
    titles = {_squash(slide.title): slide.title for slide in deck.slides}
    _name_bookmarks(writer.root_object["/Outlines"], titles)
    _number_ids(writer.root_object["/StructTreeRoot"])
    finished = BytesIO()
    writer.write(finished)
    return finished.getvalue()


def _name_bookmarks(parent: DictionaryObject, titles: Mapping[str, str]) -> None:
    """Give bookmarks their titles: the browser forgets the space at which a line is broken."""
    bookmark = parent.get("/First")
    while bookmark:
        item = bookmark.get_object()
        if title := titles.get(_squash(item["/Title"])):
            item[NameObject("/Title")] = TextStringObject(title)
        _name_bookmarks(item, titles)
        bookmark = item.get("/Next")


def _squash(text: str) -> str:
    return "".join(text.split())


def _number_ids(tree: DictionaryObject) -> None:
    """Number the ids of the heads of tables (ISO 32000-1, 14.7.2): the browser's never repeat."""
    leaves = list(_leaves(tree["/IDTree"])) if "/IDTree" in tree else []
    ids = [name for leaf in leaves for name in leaf["/Names"][::2]]
    if not ids:
        return
    numbered = {name: TextStringObject(f"node{rank:08}") for rank, name in enumerate(ids)}

    def rename(owner: DictionaryObject, key: str) -> None:
        names = owner[key]
        if isinstance(names, list):
            new = ArrayObject(numbered.get(name, name) for name in names)
        else:
            new = numbered.get(names, names)
        owner[NameObject(key)] = new

    for leaf in leaves:
        rename(leaf, "/Names")
        rename(leaf, "/Limits")
    for element in _elements(tree):
        for owner, key in [(element, "/ID"), *((one, "/Headers") for one in _attributes(element))]:
            if key in owner:
                rename(owner, key)


def _leaves(tree: DictionaryObject) -> Iterator[DictionaryObject]:
    if "/Names" in tree:
        yield tree
    for kid in tree["/Kids"] if "/Kids" in tree else ():
        yield from _leaves(kid.get_object())


def _elements(element: PdfObject) -> Iterator[DictionaryObject]:
    if isinstance(element, list):
        for kid in element:
            yield from _elements(kid.get_object())
    elif isinstance(element, DictionaryObject):
        yield element
        if "/K" in element:
            yield from _elements(element["/K"])


def _attributes(element: DictionaryObject) -> list[DictionaryObject]:
    attributes = element["/A"] if "/A" in element else []
    owners = attributes if isinstance(attributes, list) else [attributes]
    return [owner.get_object() for owner in owners]
