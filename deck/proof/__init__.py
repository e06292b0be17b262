"""Assert the blocks and the sentences of a deck, under pytest.

judge    what a block does, beside what is stated of it
quotes   what tests quote of a deck, and which sentence says so
plugins  how pytest asserts a deck, and what is told of it
editing  what is rewritten for authors, in their deck and in its tests
in_page  prove a deck in the Python of its page
pythons  prove it on each other Python
mutants  edit each block in many ways, and see which edits no test notices
"""
