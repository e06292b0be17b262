"""The text of a deck, read once: slides, blocks, sentences, and what is wrong with them.

`load` reads a file, `parse` makes of it the `Deck` of `model`, by these:

    dialects    Markdown as decks have it, with what the tool of each writes around it
    reading     from Markdown to blocks and sentences, and what is wrong with it
    code        what the code of a block says before it runs
    seen        what the room sees of slides: whether it is there, and large enough
    extraction  the files that students run, made of the blocks
"""
