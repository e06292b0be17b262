"""What is binary comes out of the letters of a script as it went in."""

import base64
import json
import subprocess
from random import Random

from deck.page.python.dense import FIRST, LETTERS, MARK, SHORT, assigned, literal
from deck.run.apart.node import node
from tests.paths import ROOT

READ = """
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
const [reader, path] = process.argv.slice(1);
const { bytesOf } = await import(reader);
globalThis.self = {};
(0, eval)(new TextDecoder("utf-16le", { fatal: true }).decode(readFileSync(path)));
const read = ([name, text]) => [name, gunzipSync(bytesOf(text)).toString("base64")];
console.log(JSON.stringify(Object.fromEntries(Object.entries(self.files).map(read))));
"""


def test_what_is_packed_is_read(tmp_path):
    """Whatever it is, and however long: compressed, it has every letter that a string cannot."""
    random = Random(1)
    files = {str(size): random.randbytes(size) for size in (*range(70), 100_000)}
    path = tmp_path / "files.js"
    packed = assigned("files", literal(files), literal({"last": b"one"}))
    path.write_bytes(packed)
    reader = (ROOT / "deck" / "page" / "python" / "dense.js").as_uri()
    command = [node(), "--input-type=module", "-e", READ, reader, path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {name: base64.b64decode(data) for name, data in json.loads(done.stdout).items()}
    assert found == files | {"last": b"one"}
    assert packed.startswith(MARK)
    assert len(packed) < 1.005 * 100_000 + 70 * 150


def test_no_letter_is_two_things():
    """Those of 15 bits are for all that no string holds, and for themselves."""
    written = {*range(1 << 16)} - {2 * bits + last for bits in SHORT for last in (0, 1)}
    assert not written.intersection(range(FIRST, FIRST + LETTERS))
    assert {*SHORT.values()} == {*range(FIRST, FIRST + LETTERS)}
    assert not written.intersection(map(ord, '\n\r"\\'), range(0xD800, 0xE000))
    assert len(written) == (1 << 16) - 2 * LETTERS
