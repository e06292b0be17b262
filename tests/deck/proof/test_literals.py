"""The quotes of claims are rewritten where they stand, as the formatter lays them out."""

import subprocess
from pathlib import Path

import pytest

from deck.proof.editing.literals import Source
from deck.proof.quotes.reworded import Claim
from deck.source.problems import DeckError
from tests.paths import ROOT

QUOTE = "Elle affiche `{output}` avant la fin"
LONG = " ".join(["Elle écrit `{output}`", *["avant la fin"] * 8])
FORMATTED = {
    "alone": f'@claim("{QUOTE}")\ndef test_it():\n    pass\n',
    "with a block": f'@claim("{QUOTE}", block="four")\ndef test_it():\n    pass\n',
    "with another": f'@claim("# Un total", "{QUOTE}")\ndef test_it():\n    pass\n',
    "on many lines": f'@claim(\n    "{QUOTE}",\n    block="four",\n)\ndef test_it():\n    pass\n',
    "in a class": f'class TestIt:\n    @claim("{QUOTE}")\n    def test_it(self):\n        pass\n',
    "as two": f'@claim(\n    "{LONG[:81]}"\n    "{LONG[81:]}"\n)\ndef test_it():\n    pass\n',
}
ANEW = {
    "short": "Elle écrit",
    "long": f"{LONG}, et 'plus'",
    "quotes": '"Elle" dit \'oui\' \\ "non"',
}


def rewritten(folder: Path, text: str, anew: str, quote: str = QUOTE) -> str:
    """Return what a file has once all its quotes are others."""
    path = folder / "test_it.py"
    path.write_text(text, "utf-8", newline="")
    source = Source(path)
    return source.rewritten({literal: anew for literal in source.find(quote)}).decode()


@pytest.mark.parametrize("anew", ANEW)
def test_what_is_rewritten_is_formatted_as_it_was(anew, tmp_path):
    """The formatter has nothing to change, and no line is too long."""
    texts = {
        name: rewritten(tmp_path, text, ANEW[anew], LONG if name == "as two" else QUOTE)
        for name, text in FORMATTED.items()
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text)
        assert text != FORMATTED[name]
    files = [str(tmp_path / f"{name}.py") for name in texts]
    command = [
        ROOT / ".venv" / "bin" / "ruff",
        "format",
        "--diff",
        "--config",
        ROOT / "pyproject.toml",
    ]
    done = subprocess.run([*command, *files], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_parts_of_a_string_that_are_as_they_were_stay(tmp_path):
    """What is new begins where it differs."""
    text = '@claim(\n    "Elle"\n    " affiche `{output}` avant la fin",\n)\ndef test_it(): ...\n'
    assert rewritten(tmp_path, text, f"Elle va {LONG}") == (
        '@claim(\n    "Elle"\n    " va Elle écrit `{output}` avant la fin avant la fin avant la fin'
        ' avant la fin avant la fin"\n    " avant la fin avant la fin avant la fin",\n)\n'
        "def test_it(): ...\n"
    )


UNFORMATTED = {
    f"@claim('{QUOTE}' ,block='four')#{{}}\n": "@claim('Elle lit' ,block='four')#{}\n",
    f"@claim(  # why\n  '{QUOTE}')\n": "@claim(  # why\n  'Elle lit')\n",
    '@claim("""Elle affiche\n   `{output}` avant la fin""")\n': '@claim("""Elle lit""")\n',
    f'x = [claim("{QUOTE}"), claim(r"{QUOTE}")]\n': 'x = [claim("Elle lit"), claim("Elle lit")]\n',
    f"\ufeff@claim('{QUOTE}')\r\n": "\ufeff@claim('Elle lit')\r\n",
    f"é = '{QUOTE}'; é = claim('{QUOTE}')\n": f"é = '{QUOTE}'; é = claim('Elle lit')\n",
}


@pytest.mark.parametrize("text", UNFORMATTED)
def test_of_what_is_laid_out_otherwise_the_string_alone_changes(text, tmp_path):
    """Not a space, not a comment; nor does the same text that is no claim."""
    quote = "Elle affiche\n   `{output}` avant la fin" if '"""' in text else QUOTE
    after = "" if "=" in text.split("(")[0] else "def test_it(): ...\n"
    assert rewritten(tmp_path, text + after, "Elle lit", quote) == UNFORMATTED[text] + after


def test_a_mark_is_told_by_its_quotes_and_its_block(tmp_path):
    """What is computed may be any."""
    path = tmp_path / "test_it.py"
    path.write_text(
        'claim("a", "b", block="one")\nclaim("a", x, block=y)\nclaim("a")\nclaim(f"a")\n'
    )
    first, second, third = Source(path).find("a")
    claims = [Claim(("a", "b"), "one"), Claim(("a", "b"), "two"), Claim(("a", "c")), Claim(("a",))]
    assert [first.may_hold(claim) for claim in claims] == [True, False, False, False]
    assert [second.may_hold(claim) for claim in claims] == [True, True, True, False]
    assert [third.may_hold(claim) for claim in claims] == [False, False, False, True]


@pytest.mark.parametrize("mark", ['f"a"', '"a" + ""', "a", '*["a"]', 'name="a"', 'b"a"'])
def test_a_quote_that_is_computed_is_not_found(mark, tmp_path):
    """There is no string to rewrite."""
    path = tmp_path / "test_it.py"
    path.write_text(f"claim({mark})\n")
    assert list(Source(path).find("a")) == []


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a = 1\ndef (\n", ":2: “invalid syntax”, expected Python; rewrite the quote by hand"),
        (b"'\xff'\n", ":1: bytes that are no UTF-8, expected UTF-8; rewrite the quote by hand"),
    ],
)
def test_what_is_no_python_is_told(data, message, tmp_path):
    """With its line."""
    path = tmp_path / "test_it.py"
    path.write_bytes(data)
    with pytest.raises(DeckError) as error:
        Source(path)
    assert str(error.value) == f"{path}{message}"
