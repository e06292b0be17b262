"""The index of the snippets, which a student reads first."""

from deck.source.extraction import snippets
from deck.source.parse import parse

INDEXED = """```python name:a
```

```output
<a|b> _c_
2
```

```json name:b notest
```

```python name:d
```

```output varies
[3, 1, 6]
ValueError: 4
```

## A | `b` *c* [d](e) <br> &amp; C#

```pycon name:c
>>> 1
1
```
"""


def index_of(text):
    files = snippets.files(parse(f"# T\n\n{text}", "deck.md"))
    return files["README.md"].decode()


def test_the_index_tells_of_each_file_in_the_order_of_the_deck():
    """What it quotes is shown as it is, whatever Markdown would make of it."""
    assert index_of(INDEXED).replace("\N{NARROW NO-BREAK SPACE}", " ") == (
        """# T

Le code de la présentation, dans l’ordre de ses diapositives. \
Les commandes se tapent dans ce dossier.

| Diapositive | Titre | Fichier | Se lance par | Affiche |
| ---: | --- | --- | --- | --- |
| 1 | T | [`01_a.py`](01_a.py) | `python 01_a.py` | \\<a\\|b\\> \\_c\\_… |
| 1 | T | [`01_b.json`](01_b.json) | – | – |
| 1 | T | [`01_d.py`](01_d.py) | `python 01_d.py` | par exemple \\[3, 1, 6\\], ValueError: 4 |
| 2 | A \\| b c d \\& C\\# | [`02_c.py`](02_c.py) | `python 02_c.py` | la session |

`python` s’appelle `python3` sur certaines machines.

Ce qu’un programme affiche est en entier dans le fichier `.out` du même nom ; \
de l’exception qui l’arrête, seule la fin y est.

Une session montre ce qu’on tape et ce qui s’affiche ; \
`python -i 02_c.py` la laisse ouverte, pour la poursuivre.
"""
    )


def test_a_deck_without_blocks_has_no_index():
    """Nothing would be in it."""
    assert snippets.files(parse("# T\n", "deck.md")) == {}
