"""What one predicts of a block is compared with what it prints, or the output waits to be shown."""

import pytest
from playwright.sync_api import expect

from tests.deck.browser.contrast import texts
from tests.deck.browser.playing import OPEN
from tests.deck.browser.running import BOOT, axe, until
from tests.deck.browser.tree import LISTEN, tree

DONE = "document.querySelector('.present :is(.waiting, .compared, .shown)')"
HERE = "Reveal.getIndices().h"
HAS_PRINTED = "document.querySelector('.present [data-run]').runnable.output.pieces().length"
# A program that has its own ideas of what is right.
FORGES = """import deck.run.prediction as judge, json
judge.compared = lambda **_: [("right", "2", "2")]
json.dumps = lambda _: '{"rows": [["right", "2", "2"]]}'
print(1)
"""


@pytest.fixture
def stage(stage):
    """The sample, whose predictions are as gone afterwards as its outputs."""
    until(stage.page, "Reveal.hasPlugin('predict') && Reveal.hasPlugin('stage')")
    yield stage
    stage.page.keyboard.press("Escape")


def ask(stage, name: str, text: str = "") -> None:
    """Open the prediction of a block with its key, and write it."""
    stage.go(name)
    stage.page.keyboard.press("y")
    stage.page.keyboard.insert_text(text)


def predict(stage, name: str, text: str = "") -> list[str]:
    """Predict what a block prints, and return the lines that one sees then."""
    ask(stage, name, text)
    return submit(stage)


def submit(stage) -> list[str]:
    stage.page.keyboard.press("ControlOrMeta+Enter")
    until(stage.page, DONE)
    return rows(stage)


def rows(stage) -> list[str]:
    return (stage.output.text_content() or "").splitlines()


def read(stage) -> str:
    """Return all that a screen reader tells of the page."""
    return " ".join(node.name for node in tree(stage.page))


def area(stage):
    return stage.page.get_by_role("textbox", name="Qu’est-ce que ce code va afficher\u202f?")


def test_lines_are_compared_and_the_first_sentence_counts_those_that_are_right(stage):
    """Each with its mark, which has a name; it is heard once, with what is not right."""
    stage.edit("defines", "for n in range(4):\n    print(n)\n")
    stage.page.evaluate(LISTEN)
    assert predict(stage, "defines", "0\n7\n3\n4") == [
        *("✓ 0", "✗ prévu   7", "affiché 1", "✗ oublié  2", "✓ 3", "✗ en trop 4"),
    ]
    said = "2 lignes sur 4 sont justes, 1 en trop"
    expect(stage.status).to_have_text(said)
    # On a slow machine, it is heard before that it runs, or that Python is on its way.
    waiting = "[words['run.busy'], words['python.loading']]"
    assert stage.page.evaluate(f"said.filter((one) => !{waiting}.includes(one))") == [
        f"{said}\u202f:\nprévu 7, affiché 1\noublié 2\nen trop 4"
    ]
    marks = stage.output.get_by_role("img")
    assert marks.evaluate_all("(all) => all.map((one) => one.ariaLabel)") == [
        *("juste", "faux", "faux", "juste", "faux"),
    ]


def test_the_first_line_that_is_not_right_is_in_sight(stage):
    """However many are right before it."""
    stage.edit("defines", "for n in range(60):\n    print(n)\n")
    predict(stage, "defines", "\n".join(map(str, range(40))))
    sees = """(box) => {
      const { top, bottom } = box.getBoundingClientRect();
      const row = box.querySelector(".missed").getBoundingClientRect();
      return [row.top > top, row.bottom <= bottom];
    }"""
    expect(stage.status).to_have_text("40 lignes sur 60 sont justes")
    assert stage.output.evaluate(sees) == [True, True]


def test_an_empty_prediction_has_the_output_wait(stage):
    """Neither the output, nor the line of its error, nor what it defines is seen before Y."""
    stage.edit("defines", "print('seen')\nraise ValueError(4)\n")
    assert predict(stage, "defines") == []
    expect(stage.status).to_have_text("Exécuté\u202f: la sortie attend")
    slide = stage.page.locator(".present")
    expect(slide.locator(".wrong")).to_have_count(0)
    assert "seen" not in (slide.locator(".run").text_content() or "")
    expect(stage.button("Montrer la sortie")).to_be_focused()
    stage.page.keyboard.press("y")
    expect(stage.status).to_have_text("Sortie, erreur ligne 2")
    assert stage.printed() == "seen\nValueError: 4\n"
    expect(slide.locator(".wrong")).to_have_count(1)
    stage.button("Fermer").click()
    assert predict(stage, "defines", " \n") == []
    stage.page.keyboard.press("Space")
    expect(stage.status).to_have_text("Sortie, erreur ligne 2")
    assert stage.page.evaluate(HERE) == 3


def test_the_keyboard_stays_on_what_closes_once_it_is_compared(stage):
    """Be it right, or wrong, where what shows why is beside."""
    for text in ("42", "43"):
        predict(stage, "prints", text)
        expect(stage.button("Fermer")).to_be_focused()
        stage.page.keyboard.press("Enter")
        expect(stage.page.locator(".present .run")).to_have_count(0)


def test_what_is_written_stays_until_it_is_given_up(stage):
    """Another slide, the editor, the player: it is there when one comes back; Escape ends it."""
    ask(stage, "prints", "43")
    stage.page.evaluate("Reveal.next()")
    stage.go("prints")
    expect(area(stage)).to_have_value("43")
    stage.button("Modifier").click()
    expect(area(stage)).to_have_count(0)
    stage.page.keyboard.press("Escape")
    stage.page.keyboard.press("y")
    expect(area(stage)).to_have_value("43")
    stage.page.locator(".present .tools .step").click()
    stage.page.wait_for_selector(OPEN)
    expect(stage.page.locator("textarea")).to_have_count(0)
    stage.page.keyboard.press("y")
    expect(stage.page.locator(".player")).to_have_count(0)
    expect(area(stage)).to_have_value("43")
    expect(area(stage)).to_be_focused()
    stage.page.keyboard.press("Escape")
    expect(stage.page.locator(".present .run")).to_have_count(0)
    assert not stage.page.evaluate("Reveal.isOverview()")
    stage.page.keyboard.press("y")
    expect(area(stage)).to_have_value("")


def test_the_buttons_do_what_the_keys_do(stage):
    """« Prédire » opens it, its own button runs and compares, and so does « Exécuter »."""
    stage.go("prints")
    for button in ("Exécuter et comparer", "Exécuter"):
        stage.button("Prédire").click()
        expect(stage.button("Exécuter sans montrer")).to_be_visible()
        stage.page.keyboard.insert_text("42")
        stage.button(button).click()
        expect(stage.status).to_have_text("Juste\u202f: 1 ligne sur 1")
        assert rows(stage) == ["✓ 42"]
        stage.button("Fermer").click()


def test_only_one_prediction_is_written_at_a_time(stage):
    """And no editor beside it."""
    stage.go("prints")
    stage.page.keyboard.press("m")
    stage.button("Prédire").click()
    expect(stage.page.locator("textarea")).to_have_count(1)
    expect(area(stage)).to_be_focused()
    ask(stage, "continues")
    expect(stage.page.locator("textarea")).to_have_count(1)


def test_an_endless_program_is_stopped_and_not_compared(stage):
    """Its output is shown as far as it came."""
    stage.edit("defines", "print(1)\nwhile True: pass\n")
    ask(stage, "defines", "1")
    stage.page.keyboard.press("ControlOrMeta+Enter")
    expect(stage.status).to_contain_text("En cours…", timeout=BOOT)
    until(stage.page, HAS_PRINTED)
    stage.page.keyboard.press("e")
    expect(stage.status).to_have_text("Arrêté\u202f: rien n’est comparé")
    assert stage.printed() == "1\n"


def test_what_is_too_long_to_be_kept_is_not_compared(stage):
    """What is told to be missing would not be."""
    stage.edit("defines", "for n in range(2_000): print(n)\n")
    predict(stage, "defines", "0")
    told = "Sortie\u202f: rien n’est comparé (seule la fin est gardée)"
    expect(stage.status).to_have_text(told)


def test_edited_code_does_not_judge_what_it_prints(stage):
    """It is compared in a Python in which that code has not run."""
    stage.edit("defines", FORGES)
    assert predict(stage, "defines", "2") == ["✗ prévu   2", "affiché 1"]
    expect(stage.status).to_have_text("0 ligne juste sur 1")


def test_a_session_shows_none_of_its_answers_before(stage):
    """They are covered where they stand, not read out, and compared between what is typed."""
    answer = "object is not callable"
    stage.go("session")
    assert answer in read(stage)
    ask(stage, "session", "42\nTypeError")
    assert answer not in read(stage)
    lines = "(covers) => covers.map((one) => one.style.getPropertyValue('--at'))"
    covers = stage.page.locator(".present .cover")
    assert covers.evaluate_all(lines) == ["2", "4", "5", "6"]
    assert all(cover.is_visible() for cover in covers.all())
    code = stage.page.locator(".present code").first.text_content()
    assert submit(stage) == [
        *(">>> answer = 42", ">>> answer", "✓ 42", ">>> answer()"),
        *("Traceback (most recent call last):", '  File "<stdin>", line 1, in <module>'),
        "✓ TypeError: 'int' object is not callable",
    ]
    expect(stage.status).to_have_text("Tout est juste\u202f: 2 lignes sur 2")
    assert not any(cover.is_visible() for cover in covers.all())
    assert stage.page.locator(".present code").first.text_content() == code


def test_what_the_slide_states_is_hidden_until_it_is_compared(stage):
    """And the notes are the speaker's."""
    stated = stage.page.locator(".present .output:not(.run) > pre")
    ask(stage, "continues", "42")
    expect(stated).not_to_be_visible()
    assert submit(stage) == ["✗ prévu   42", "affiché 43"]
    expect(stated).to_be_visible()


def test_a_prediction_is_read_in_both_themes_and_named(stage):
    """Its texts have a contrast of 7:1, axe-core finds nothing; on paper it is not."""
    for _ in range(2):
        stage.page.keyboard.press("t")
        ask(stage, "prints", "41")
        weak = [one for one in texts(stage.page) if one[-1] < 7]
        submit(stage)
        weak += [one for one in texts(stage.page) if one[-1] < 7]
        assert weak == []
        stage.button("Fermer").click()
    predict(stage, "prints", "41")
    assert axe(stage.page) == []
    stage.page.emulate_media(media="print")
    assert not stage.page.locator(".present .run").is_visible()
    stage.page.emulate_media(media="null")
    stage.page.keyboard.press("y")
    assert axe(stage.page) == []


def test_the_help_has_the_keys_of_the_moment(stage):
    """While one writes, and while the output waits."""
    ask(stage, "prints")
    stage.page.keyboard.press("F1")
    groups = stage.page.locator("dialog section.now")
    expect(groups).to_have_text(["PrédireCtrlEntréeExécuter et comparerÉchapRenoncer à prédire"])
    stage.page.keyboard.press("Escape")
    submit(stage)
    stage.page.keyboard.press("Shift+?")
    expect(groups).to_have_text(["PrédireYMontrer la sortie"])
    expect(stage.page.locator("dialog")).to_contain_text("YPrédire ce que le bloc affiche")
    stage.page.keyboard.press("Escape")
    stage.button("Fermer").click()


def test_what_is_written_is_there_again_when_the_page_is_loaded_again(stage):
    """In this browser, until it is compared or given up."""
    ask(stage, "defines", "2")
    stage.page.reload()
    until(stage.page, "Reveal.hasPlugin('predict') && Reveal.hasPlugin('stage')")
    stage.go("defines")
    stage.page.keyboard.press("y")
    expect(area(stage)).to_have_value("2")
    stage.page.keyboard.press("Escape")
    stage.page.keyboard.press("y")
    expect(area(stage)).to_have_value("")


def test_who_is_wrong_is_shown_the_way_to_see_why(stage):
    """The player of that very code, step by step; who is right needs none."""
    stage.edit("defines", "print(1)\n")
    predict(stage, "defines", "2")
    steps = stage.page.locator(".present .compared").get_by_role("button", name="Pas à pas")
    steps.click()
    expect(stage.page.locator(OPEN)).to_have_count(1, timeout=BOOT)
    stage.page.keyboard.press("Escape")
    predict(stage, "defines", "1")
    expect(stage.page.locator(".present .compared")).to_have_count(1)
    expect(steps).to_have_count(0)
