"""From slides to the site, by mkslides.

`site` builds it, of these:

    html      from slides to HTML: their sections, the page around them, the files that it asks for
    mkslides  what mkslides is told, and what is taken of it
    reveal    what the page has of reveal.js
    bundling  scripts and style, each bundled with what it imports
    security  what the page forbids itself
    style     its colours and its letters
    browser   what its scripts ask of the browser
    first     what shows the first slide
    access    what is heard, where the focus is, slides that are read as a text
    block     what one does with a block: run it, edit it, copy it
    player    step through it
    predict   say what it will print
    proof     prove what is said of it
    python    the page's Python
    stage     what lies over the slides: help, overview, menu
    speaker   the speaker's window
"""
