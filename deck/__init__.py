"""A talk that cannot lie: one parse of the deck, and many readers of it.

    load      reads the deck's file, and parse turns its text into the slides and blocks of model
    snippets  writes each block, after the context that it needs, to a file that a student runs
    plugin    has pytest run every block, and verdict compares it with what the deck states
    record    runs a block under sys.monitoring, and tells each of its steps in a trace
    recording gives the page a trace with its diagram, of the deck's code or of edited code
    render    turns the slides into the sections of the page, which mkslides puts into its template
    player    packs the traces, with their diagrams, for what steps through them in the page
    site      keeps of mkslides' build what the page needs, and serve shows it
    pdf       prints the slides and the handout, which paper lays out from the same sections
    checking  chooses the tests that a command runs, and progress tells how far they are
    pyodide   packs the Python by which the page runs the blocks, and policy shuts it in
    sequence  lays a trace out in lanes and rows, and diagram draws it, in the player and on paper
    edit      shows each save at once in the author's windows, with its verdict
    bench     measures all of it, beside what else does the same

What the room sees and what the tests run come out of the same parse: they cannot disagree.
"""
