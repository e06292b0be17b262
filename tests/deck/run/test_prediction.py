"""A prediction is compared line by line, with the freedoms of a stated output and of a keyboard."""

import pytest

from deck.run import pieces, prediction
from deck.run.prediction import compared

SIGNS = {"right": "=", "other": "~", "missed": "+", "extra": "-", "typed": ">", "told": "!"}


def told(predicted: str, printed: str, **freedoms: object) -> list[str]:
    """Compare two texts; return each line with the sign of what is said of it."""
    return [
        SIGNS[kind] + (f"{said}|{got}" if kind == "other" else got or said)
        for kind, said, got in compared(predicted, [("stdout", printed)], **freedoms)
    ]


def is_right(*texts: str, **freedoms: object) -> bool:
    return {line[0] for line in told(*texts, **freedoms)} <= {"=", "!"}


@pytest.mark.parametrize(
    ("predicted", "printed", "rows"),
    [
        ("1\n2\n3", "1\n2\n3\n", ["=1", "=2", "=3"]),
        ("1\n3\n4", "1\n2\n3\n4\n", ["=1", "+2", "=3", "=4"]),
        ("1\n2\n2\n3", "1\n2\n3\n", ["=1", "=2", "-2", "=3"]),
        ("1\n7\n3", "1\n2\n3\n", ["=1", "~7|2", "=3"]),
        ("1\n\n2", "1\n2\n", ["=1", "-", "=2"]),
        ("a\nb", "a\n\nb\n", ["=a", "+", "=b"]),
        ("", "1\n2\n", ["+1", "+2"]),
        ("1\n2", "", ["-1", "-2"]),
        ("", "", []),
        ("  4", " 4\n", ["~␣␣4|␣4"]),
    ],
)
def test_one_line_that_is_missing_makes_no_other_wrong(predicted, printed, rows):
    """Each line is told to be right, another, missed, or one too many."""
    assert told(predicted, printed) == rows


def test_what_differs_is_told_beside_what_looks_most_like_it():
    """And not beside what happens to stand there."""
    assert told("a\nthree .\nz", "a\ntwo\nthree\nz\n") == ["=a", "+two", "~three .|three", "=z"]
    assert told("a\ntwo\nthree .\nz", "a\nthree\nz\n") == ["=a", "-two", "~three .|three", "=z"]


@pytest.mark.parametrize(
    ("predicted", "printed"),
    [
        ("1  \n2\n\n \n", "1\n2   \n\n"),
        ("1\r\n2", "1\n2\n"),
        ("<coroutine object f at 0x…>", "<coroutine object f at 0x7fa294538468>\n"),
        ("<coroutine object f at 0x...>", "<coroutine object f at 0x7fa294538468>\n"),
        ("<coroutine object f at ...>", "<coroutine object f at 0x7fa294538468>\n"),
        ("<f at 0x12, 2>", "<f at 0x7fa294538468, 2>\n"),
        ("‘a’ “b” […]", "'a' \"b\" [...]\n"),
        ("e\u0301te\u0301", "été\n"),
        ("a    b", "a\tb\n"),
        ("Traceback (most recent call last):\n  ...\nE: 4", "E: 4\n"),
        ("Traceback:\n...\nE: 4", "E: 4\n"),
        ("ZeroDivisionError", "ZeroDivisionError: division by zero\n"),
        ("a.OddError", "a.OddError: in words\n"),
        ("StopIteration : 4", "StopIteration: 4\n"),
        ("a : 4", "a : 4\n"),
        ("SyntaxError: x", '  File "<program>", line 1\n    y = = 2\n        ^\nSyntaxError: x\n'),
        ("<coroutine object tum>", "<coroutine object tum at 0x7fa>\n"),
    ],
)
def test_what_a_reader_cannot_know_or_a_keyboard_changes_is_free(predicted, printed):
    """Blanks at an end, addresses, what a phone writes for a quote, the body of a traceback."""
    assert is_right(predicted, printed)


@pytest.mark.parametrize(
    ("predicted", "printed"),
    [
        ("'4'", "4\n"),
        ("4.", "4\n"),
        ("4.0", "4\n"),
        ("none", "None\n"),
        ("a  b", "a b\n"),
        (" a", "a\n"),
        ("at 0x12", "at 0x34\n"),
        ("<coroutine object>", "<coroutine object tum at 0x7fa>\n"),
        ("StopIteration", "StopIteration: 4\n"),
        ("StopIteration", "StopIteration: in words\n"),
        ("KeyError", "KeyError: 4\n"),
        ("a : 4", "a: 4\n"),
        ("ZeroDivisionError: by zero", "ZeroDivisionError: division by zero\n"),
        ("1", "1\n2\n"),
    ],
)
def test_what_teaches_is_compared(predicted, printed):
    """A quote, a case, a point, a blank before a line or in it."""
    assert not is_right(predicted, printed)


def test_the_order_is_free_where_the_deck_says_so():
    """Each line is taken once, in the order of what was printed."""
    printed = "Pak\nTum\nTum\nPak\n"
    assert told("Tum\nTum\nPak\nPak", printed, any_order=True) == ["=Pak", "=Tum", "=Tum", "=Pak"]
    assert told("Tum\nPak\nPuk", printed, any_order=True) == ["=Pak", "=Tum", "+Tum", "~Puk|Pak"]
    assert told("Tum\nTum\nTum\nPak\nPak", printed, any_order=True)[-1] == "-Tum"
    assert not is_right("Tum\nTum\nPak\nPak", printed)


def test_numbers_are_free_where_they_vary():
    """They are as many, and nothing else is."""
    assert is_right("took 2 s", "took 0.31 s\n", varies=True)
    assert not is_right("took 2 ms", "took 0.31 s\n", varies=True)
    assert not is_right("took 2 s", "took 0.31 s\n")


def test_a_prediction_that_nothing_is_printed_may_be_in_words():
    """And these are no words where something is."""
    assert told("Rien.", "", nothing="rien, rien du tout") == []
    assert told("(rien)", "", nothing="rien, rien du tout") == []
    assert told("rien", "1\n", nothing="rien, rien du tout") == ["~rien|1"]
    assert told("quelque chose", "", nothing="rien, rien du tout") == ["-quelque chose"]


def session(predicted: str) -> list[str]:
    pieces = [
        ("stdin", ">>> f()\n"),
        ("stdout", "tum\n"),
        ("stdout", "Traceback (most recent call last):\n"),
        ("stderr", '  File "<stdin>", line 1, in <module>\n'),
        ("stdout", "StopIteration\n"),
        ("stdin", ">>> 1\n"),
        ("stdout", "1\n"),
    ]
    return [SIGNS[kind] + (got or said) for kind, said, got in compared(predicted, pieces)]


@pytest.mark.parametrize("prompts", [("", ""), (">>> f()\n", ">>> 1\n")])
def test_the_outputs_of_a_session_are_compared_in_their_order(prompts):
    """What is typed stands between them; neither it nor a traceback's body is to be predicted."""
    first, second = prompts
    body = '!  File "<stdin>", line 1, in <module>'
    assert session(f"{first}tum\nStopIteration\n{second}1") == [
        *(">>>> f()", "=tum", "!Traceback (most recent call last):", body, "=StopIteration"),
        *(">>>> 1", "=1"),
    ]
    assert session(f"{first}tum\nStopIteration\n{second}2")[-1] == "~1"


def test_what_is_told_on_the_standard_error_is_shown_and_not_compared():
    """It stands after the line that it cuts."""
    pieces = [("stdout", "a"), ("stderr", "warn\n"), ("stdout", "b\nc\n")]
    assert compared("ab\nc", pieces) == [
        ("right", "ab", "ab"),
        ("told", "", "warn"),
        ("right", "c", "c"),
    ]


def test_what_is_not_seen_is_written_where_lines_differ():
    """Or they would look the same."""
    assert told("a b", "a\u200bb\n") == ["~a b|a\\u200bb"]


class Rank(int):
    """Count how often a rank is compared with another."""

    compared = 0
    __hash__ = int.__hash__

    def __eq__(self, other):
        Rank.compared += 1
        return int(self) == other


class Line(pieces.Line):
    """Count how often the text of a line is asked for."""

    asked = 0

    @property
    def text(self):
        Line.asked += 1
        return self[1]


def test_twice_as_many_lines_in_any_order_are_no_four_times_the_work(monkeypatch):
    """None that is printed is looked for among all that nobody predicted."""
    beyond, counts = prediction._beyond, []
    monkeypatch.setattr(prediction, "_beyond", lambda *given: map(Rank, beyond(*given)))
    for many in (100, 200):
        Rank.compared = 0
        told("", "".join(f"{rank}\n" for rank in range(many)), any_order=True)
        counts.append(Rank.compared)
    assert counts[1] < 3 * counts[0]


def test_twice_as_many_places_are_no_four_times_the_work(monkeypatch):
    """What Python says below them is not looked for from each of them."""
    monkeypatch.setattr(pieces, "Line", Line)
    counts = []
    for many in (100, 200):
        Line.asked = 0
        assert len(told("", '  File "x", line 1\n' * many)) == many
        counts.append(Line.asked)
    assert counts[1] < 3 * counts[0]


def test_many_lines_that_differ_are_not_each_compared_with_each(monkeypatch):
    """What looks most like a prediction of many lines is looked for where the output begins."""
    likeness, counts = prediction._likeness, []
    monkeypatch.setattr(prediction, "_likeness", lambda *pair: counts.append(1) or likeness(*pair))
    many = [f"line {rank}" for rank in range(5_000)]
    rows = told("\n".join(f"row {rank}." for rank in range(100, 150)), "\n".join(many))
    assert len(counts) <= prediction.MOST_PAIRS + 50
    assert rows[99:101] == ["+line 99", "~row 100.|line 100"]
    assert len(rows) == 5_000
