"""Write what is binary as the text of a script, of 16 bits a letter.

A browser reads a script in UTF-16 where it begins with the mark of that, whatever its server says,
and from disk. Base 64 would be a third longer.
"""

import codecs
import gzip
import json
import struct
from collections.abc import Iterator, Mapping

MARK = codecs.BOM_UTF16_LE
# As long as the data, for what reads it to find its end.
END = b"\x01"
# A letter is 16 bits of the data. Some are none of a string: surrogates, quotes, ends of lines. For
# those, and for these letters themselves, there is a letter from FIRST on that is 15 bits.
FIRST, LETTERS = 0xE000, 2056
# Which these are: a row of them, and those of `\n`, `\r`, `"`, and `\`.
ROW, OTHERS = 0xD800 >> 1, tuple(ord(letter) >> 1 for letter in '\n\r"\\')
IN_ROW = LETTERS - len(OTHERS)
SHORT = {ROW + rank: FIRST + rank for rank in range(IN_ROW)}
SHORT |= {bits: FIRST + IN_ROW + rank for rank, bits in enumerate(OTHERS)}


def assigned(name: str, *literals: bytes) -> bytes:
    """Return a script that assigns the merged properties of some literals to a global name."""
    merged = b"".join(_script("...") + one + _script(",") for one in literals)
    return MARK + _script(f"self.{name} = {{") + merged + _script("};\n")


def literal(files: Mapping[str, bytes]) -> bytes:
    """Return the literal of an object that maps names to what they hold, compressed."""
    return _script("{") + b"".join(_property(*file) for file in files.items()) + _script("}")


def _property(name: str, data: bytes) -> bytes:
    packed = gzip.compress(data, mtime=0)
    return _script(f"{json.dumps(name)}:") + _dense(packed) + _script(",")


def _dense(data: bytes) -> bytes:
    letters = tuple(_letters(data))
    return _script('"') + struct.pack(f"<{len(letters)}H", *letters) + _script('"')


def _script(text: str) -> bytes:
    return text.encode("utf-16-le")


def _letters(data: bytes) -> Iterator[int]:
    padded = data + END + bytes(4 - len(data + END) % 2)
    rest = width = 0
    for (word,) in struct.iter_unpack(">H", padded):
        rest = rest << 16 | word
        width += 16
        while width >= 16:
            letter = rest >> (width - 16)
            short = SHORT.get(letter >> 1)
            width -= 15 if short else 16
            rest &= (1 << width) - 1
            yield short or letter
