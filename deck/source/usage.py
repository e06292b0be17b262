"""Say in the words of a deck where a snippet comes from, how to run it, and what it prints."""

import re

from deck.source.model import Block, Deck

WORDS = {
    "fr": {
        "slide": "Diapositive {}",
        "entitled": ", «\u202f{}\u202f»",
        "run": "Se lance par\u202f: {}",
        "then": "\u202f; {}",
        "prints": "affiche {}",
        "prints nothing": "n’affiche rien",
        "nothing": "rien",
        "blanks": "des lignes vides",
        "session": "la session",
        "any order": "{} (dans un ordre quelconque)",
        "needs": "Ne se lance pas seul\u202f: il lui faut {}, de pytest",
        "shown": "Montré seulement",
        "adds": "Ce que la diapositive {} ajoute\u202f:",
        "retyped": "Tape la session ligne à ligne, comme au clavier.",
        "index": "Le code de la présentation, dans l’ordre de ses diapositives. "
        "Les commandes se tapent dans ce dossier.",
        "columns": "Diapositive | Titre | Fichier | Se lance par | Affiche",
        "about .py": "`python` s’appelle `python3` sur certaines machines.",
        "about .js": "`node` vient avec Node.js.",
        "about outputs": "Ce qu’un programme affiche est en entier dans le fichier `.out` du même "
        "nom\u202f; de l’exception qui l’arrête, seule la fin y est.",
        "about sessions": "Une session montre ce qu’on tape et ce qui s’affiche\u202f; "
        "`python -i {}` la laisse ouverte, pour la poursuivre.",
    },
    "en": {
        "slide": "Slide {}",
        "entitled": ", “{}”",
        "run": "Run it by: {}",
        "then": "; {}",
        "prints": "prints {}",
        "prints nothing": "prints nothing",
        "nothing": "nothing",
        "blanks": "empty lines",
        "session": "the session",
        "any order": "{} (in any order)",
        "needs": "Does not run by itself: it needs {}, of pytest",
        "shown": "Only shown",
        "adds": "What slide {} adds:",
        "retyped": "Type the session line by line, as at the keyboard.",
        "index": "The code of the talk, in the order of its slides. "
        "The commands are typed in this folder.",
        "columns": "Slide | Title | File | Run it by | Prints",
        "about .py": "`python` is called `python3` on some machines.",
        "about .js": "`node` comes with Node.js.",
        "about outputs": "All that a program prints is in the `.out` file of the same name; "
        "of the exception that ends it, the end alone is there.",
        "about sessions": "A session shows what is typed and what is printed; `python -i {}` "
        "leaves it open, to go on with it.",
    },
}
COMMANDS = {".py": "python", ".js": "node"}
# Characters of what a program prints, in a comment.
LONGEST = 60
# What is no space within a line; those that no line is broken at are kept.
BREAKS = re.compile(r"(?:[^\S\xa0\u202f]|[\x00-\x1f\x7f-\x9f])+")
# What Python takes for the encoding of a file, be it in a title.
ENCODING = re.compile("coding[:=]")


def words(deck: Deck) -> dict[str, str]:
    """Return the words of a deck's language, French unless its front matter says otherwise."""
    language = str(deck.metadata.get("lang", "")).lower().partition("-")[0]
    return WORDS.get(language, WORDS["fr"])


def header(deck: Deck, block: Block, file: str) -> list[str]:
    """Return the lines that a snippet begins with, before they are made comments."""
    said = words(deck)
    slide = said["slide"].format(block.slide)
    if title := one_line(block.title):
        slide += said["entitled"].format(title)
    lines = [slide, usage(deck, block, file)]
    if file.endswith(".py") and any(map(ENCODING.search, lines)):
        return ["coding: utf-8", *lines]
    return lines


def usage(deck: Deck, block: Block, file: str) -> str:
    """Return how a snippet is run, and what it prints."""
    said = words(deck)
    needs = ", ".join(sorted(word[8:] for word in block.words if word.startswith("fixture:")))
    if run := command(block, file):
        how = said["run"].format(run)
    elif needs and block.runs:
        how = said["needs"].format(needs)
    else:
        return said["shown"]
    what = printed(deck, block)
    return how + said["then"].format(
        said["prints"].format(what) if what else said["prints nothing"]
    )


def command(block: Block, file: str) -> str:
    """Return the command that runs a snippet, or nothing where it does not run by itself."""
    program = COMMANDS.get(file[file.rfind(".") :])
    return f"{program} {file}" if program and block.runs_alone else ""


def printed(deck: Deck, block: Block) -> str:
    """Return how what a snippet prints begins; nothing where it prints nothing."""
    said = words(deck)
    if block.language == "pycon":
        return said["session"]
    lines = list(
        filter(None, map(one_line, (block.output.text if block.output else "").split("\n")))
    )
    if not lines:
        return said["blanks"] if block.output and block.output.text else ""
    first = lines[0][:LONGEST].rstrip()
    beginning = first if [first] == lines else f"{first}…"
    return said["any order"].format(beginning) if block.any_order else beginning


def one_line(text: str) -> str:
    """Put a text on a line on which it can be read."""
    return BREAKS.sub(" ", text).strip()
