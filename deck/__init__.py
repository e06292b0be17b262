"""A talk that cannot lie: one parse of the deck, and many readers of it.

    source   reads the text of a deck once: its slides, blocks and sentences, and what is wrong
    run      runs a program as its reader would, and compares what it prints
    trace    records a program step by step, and lays the steps out
    proof    asserts blocks and sentences, under pytest
    page     turns slides into the site, which runs the blocks and steps through their traces
    paper    prints the slides and the handout
    publish  makes of it all a folder for a static host, with an index
    start    makes the first files of a talk
    live     shows each save in the author's windows, with its verdict
    bench    measures all of it, beside what else does the same
    commands call these, and say what came of it

What the room sees and what the tests run come out of the same parse: they cannot disagree.
"""

from pathlib import Path

# The folder of the project, or of the packages where this one is installed.
ROOT = Path(__file__).parents[1]
# What stands beside the code in the project, and within it where it is installed.
ASSETS = ROOT / "deck" / "assets"
IS_INSTALLED = ASSETS.is_dir()
HOME = ASSETS if IS_INSTALLED else ROOT
