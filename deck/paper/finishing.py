"""Finish a PDF that the browser printed: who wrote it and when, its bookmarks, and its ids."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from itertools import batched, chain, islice
from operator import itemgetter

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from deck.source.model import Deck

TABLE = b"\nxref\n0 "


def finish(data: bytes, deck: Deck, author: str, date: datetime) -> bytes:
    """Return a PDF with its metadata; the same deck, author and date give the same bytes."""
    reader = PdfReader(BytesIO(data))
    [info], [root] = _under(reader.trailer, "/Info"), _under(reader.trailer, "/Root")
    stamp = date.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    metadata = {"/Creator": "deck", "/CreationDate": stamp, "/ModDate": stamp}
    for key, text in (metadata | ({"/Author": author} if author else {})).items():
        info[NameObject(key)] = TextStringObject(text)
    preferences = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/ViewerPreferences")] = preferences
    titles = {_squash(slide.title): slide.title for slide in deck.slides}
    # A deck without headings has none.
    for outlines in _under(root, "/Outlines"):
        _name_bookmarks(outlines, titles)
    [tree] = _under(root, "/StructTreeRoot")
    _number_ids(tree)
    return _spliced(data, reader) if _is_plain(data, reader) else _written(reader)


def _is_plain(data: bytes, reader: PdfReader) -> bool:
    """Return whether a PDF has each of its objects once, and then the one table of their places."""
    places = reader.xref.get(0, {})
    are_all = sorted(places) == list(range(1, len(places) + 1)) and not reader.xref_objStm
    return are_all and data.count(b"startxref") == 1 and data.rfind(TABLE) > max(places.values())


def _written(reader: PdfReader) -> bytes:
    finished = BytesIO()
    PdfWriter(clone_from=reader).write(finished)
    return finished.getvalue()


def _spliced(data: bytes, reader: PdfReader) -> bytes:
    """Return a PDF with the objects that have been read as they are now, and the rest as it is.

    To read all of them, of 1,800 slides, takes half as long as to print these. The browser writes
    each object, and then the table of where each begins (ISO 32000-1, 7.5.4).
    """
    places, read = reader.xref[0], reader.resolved_objects
    in_order = sorted(places, key=places.__getitem__)
    ends = [*(places[number] for number in in_order[1:]), data.rindex(TABLE) + 1]
    finished = BytesIO()
    finished.write(data[: min(places.values())])
    begins = {}
    for number, end in zip(in_order, ends, strict=True):
        begins[number] = finished.tell()
        if now := read.get((0, number)):
            finished.write(b"%d 0 obj\n" % number)
            now.write_to_stream(finished)
            finished.write(b"\nendobj\n")
        else:
            finished.write(data[places[number] : end])
    table = finished.tell()
    numbers = range(1, len(begins) + 1)
    finished.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(begins) + 1))
    finished.writelines(b"%010d 00000 n \n" % begins[number] for number in numbers)
    finished.write(b"trailer\n")
    trailer = {key: reader.trailer.raw_get(key) for key in ("/Root", "/Info")}
    trailer |= {"/Size": NumberObject(len(begins) + 1)}
    DictionaryObject({NameObject(key): value for key, value in trailer.items()}).write_to_stream(
        finished
    )
    finished.write(b"\nstartxref\n%d\n%%%%EOF\n" % table)
    return finished.getvalue()


def _name_bookmarks(parent: DictionaryObject, titles: Mapping[str, str]) -> None:
    """Set the titles of bookmarks: the browser forgets the space at which a line is broken."""
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
    """Number the ids of the heads of tables (ISO 32000-1, 14.7.2): the browser's never repeat.

    They are numbered in the order of the document: that of the ids is another each time, too.
    """
    leaves = [leaf for root in _under(tree, "/IDTree") for leaf in _leaves(root)]
    if not leaves:
        return
    ids = [element["/ID"] for element in _elements(tree) if "/ID" in element]
    numbered = {name: TextStringObject(f"node{rank:08}") for rank, name in enumerate(ids)}

    def rename(owner: DictionaryObject, key: str) -> None:
        new = owner[key]
        if isinstance(new, list):
            new = ArrayObject(numbered.get(name, name) for name in new)
        else:
            new = numbered.get(new, new)
        owner[NameObject(key)] = new

    lists = [names for leaf in leaves if isinstance(names := leaf["/Names"], list)]
    pairs = [
        (numbered.get(name, name), at)
        for names in lists
        for name, at in batched(names, 2, strict=True)
    ]
    in_order = iter(sorted(pairs, key=itemgetter(0)))
    for leaf, names in zip(leaves, lists, strict=True):
        own = list(islice(in_order, len(names) // 2))
        leaf[NameObject("/Names")] = ArrayObject(chain.from_iterable(own))
        leaf[NameObject("/Limits")] = ArrayObject([own[0][0], own[-1][0]])
    for element in _elements(tree):
        for owner, key in [(element, "/ID"), *((one, "/Headers") for one in _under(element, "/A"))]:
            if key in owner:
                rename(owner, key)


def _leaves(tree: DictionaryObject) -> Iterator[DictionaryObject]:
    if "/Names" in tree:
        yield tree
    for kid in _under(tree, "/Kids"):
        yield from _leaves(kid)


def _elements(element: PdfObject) -> Iterator[DictionaryObject]:
    if isinstance(element, list):
        for kid in element:
            yield from _elements(kid.get_object())
    elif isinstance(element, DictionaryObject):
        yield element
        if "/K" in element:
            yield from _elements(element["/K"])


def _under(owner: DictionaryObject, key: str) -> list[DictionaryObject]:
    """List the dictionaries under a key, where one alone is in no list."""
    found = owner[key] if key in owner else ArrayObject()
    objects = [one.get_object() for one in (found if isinstance(found, list) else [found])]
    return [one for one in objects if isinstance(one, DictionaryObject)]
