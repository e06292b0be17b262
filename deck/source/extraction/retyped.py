"""Make of a transcript a program that shows the session anew, as its reader would type it."""

PROGRAM = """\
SESSION = {session}


# {comment}
def retype(session):
    import code
    import sys

    prompt = code.InteractiveConsole(globals(), "<stdin>")
    prompt.write = sys.stdout.write
    typed = more = False
    for line in [*session.split("\\n"), ""]:
        goes_on = typed and line.startswith("...")
        if more and not goes_on:
            more = prompt.push("")
        typed = goes_on or line.startswith(">>>")
        if typed:
            print(line)
            more = prompt.push(line[4:])


retype(SESSION)
"""


def program(transcript: str, comment: str) -> str:
    """Return the program; the comment says to its reader what it does below the transcript."""
    return PROGRAM.format(session=_quoted(transcript), comment=comment)


def _quoted(text: str) -> str:
    """Return a text, whose last line ends, as Python writes it in the most readable way."""
    if "'''" not in text:
        return f"r'''\n{text}'''"
    escaped = text.replace("\\", "\\\\").replace("'''", r"\'\'\'")
    return f"'''\n{escaped}'''"
