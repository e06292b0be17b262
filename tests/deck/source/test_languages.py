"""What a snippet says of itself is no code in its language."""

import pytest

from deck.source.code.languages import comment, suffix

COMMENTED = {
    **dict.fromkeys("c d glsl groovy pascal systemverilog verilog wgsl".split(), "// said\n"),
    **dict.fromkeys("fortran f90 fortranfixed".split(), "! said\n"),
    **dict.fromkeys("ada agda idris lean lua purescript vhdl".split(), "-- said\n"),
    **dict.fromkeys("clojure fennel racket scheme".split(), "; said\n"),
    **dict.fromkeys("crystal elixir julia nim perl powershell python r ruby".split(), "# said\n"),
    **dict.fromkeys("html xml xslt".split(), "<!-- said -->\n"),
    "cobol": "*> said\n",
    "sas": "/* said */\n",
    "vb.net": "' said\n",
}


@pytest.mark.parametrize(("language", "expected"), COMMENTED.items(), ids=COMMENTED)
def test_a_comment_is_one_in_the_language_of_its_file(language, expected):
    """A file that begins with “# ” is none that a compiler of Fortran, Pascal or D reads."""
    assert comment(["said"], suffix(language)) == expected
