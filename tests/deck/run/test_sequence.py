"""Programs that run one after another in one Python, as their reader types them."""

from deck.run.apart.sequence import Part, run_in_sequence
from deck.run.program import Run
from deck.run.scratch import NOTHING

SPAWNS = """if __name__ == "__main__":
    import multiprocessing

    one = multiprocessing.get_context("spawn").Process(target=f)
    one.start()
    one.join()
"""


def outputs(*programs, data=NOTHING):
    """Return what each program printed, of those that were reached."""
    parts = [Part(f"0{number}", program, 0) for number, program in enumerate(programs)]
    return [run.output for run in run_in_sequence(parts, 60, data)]


def test_each_goes_on_from_the_one_before():
    """What is bound, imported from the future, printed later by a thread or left without a line."""
    assert outputs(
        "from __future__ import annotations\nn = 1\nprint(n, end='')",
        "import threading\none = threading.Thread(target=print, args=[n + 1])\none.start()",
        "def f(x: Unknown): pass\nprint(f.__annotations__, __name__)",
    ) == ["1", "2\n", "{'x': 'Unknown'} __main__\n"]


def test_an_error_ends_them():
    """It is told of the program that raised it, and those after it are not reached."""
    parts = [Part("01", "print(1)", 0), Part("02", "print(2)\n1 / 0", 0), Part("03", "", 0)]
    first, second = run_in_sequence(parts, 60)
    error = "ZeroDivisionError: division by zero\n"
    assert first == Run("1\n")
    assert (second.output, second.error) == (f"2\n{error}", error)


def test_those_that_ended_are_told_where_one_has_no_end():
    """What holds of them is known."""
    endless = "while True: print('x' * 10_000)"
    assert outputs("print(1)", "print(2)", endless) == ["1\n", "2\n"]


def test_a_process_that_is_begun_anew_reads_the_file_of_its_program():
    """As it does where that is run alone."""
    text = f"def f():\n    print('in')\n\n\n{SPAWNS}"
    data = {"01.py": text.encode()}
    assert outputs("def f():\n    print('in')", SPAWNS, data=data) == ["", "in\n"]
