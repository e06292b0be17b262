"""Who sees nothing hears each slide, each run and each step: once, in one sentence, politely."""

import pytest

from tests.deck.browser.pages import show
from tests.deck.browser.running import until
from tests.deck.browser.tree import LISTEN, heard, tree

RECORDED = "four"


def listened(stage) -> list[str]:
    return stage.page.evaluate("window.said")


def test_a_slide_is_heard_without_its_code_and_buttons(page, serve_deck):
    """Its words, and how much code there is: the code itself is there to be read."""
    _, url = serve_deck(
        "## Hier\n\nEt *demain*.\n\n- un\n- deux\n\n```python\na = 1\nb = 2\n```\n\nNotes:\n\nnon\n"
    )
    show(page, url)
    until(page, "document.querySelector('.heard')")
    [said] = heard(page)
    assert " ".join(said.split()) == "Hier. Et demain. un. deux. code, 2 lignes."


def test_nothing_is_an_application_and_one_region_speaks(player):
    """What is in an application can't be read; of two regions that speak, one is lost."""
    player.open(RECORDED)
    player.press("ArrowRight")
    found = tree(player.page)
    assert [one.role for one in found if "application" in one.role] == []
    assert [one.properties["live"] for one in found if "live" in one.properties] == ["polite"]


def test_the_player_is_a_named_group_whose_code_and_buttons_can_be_reached(player):
    """The line that runs is told with the code, and the frame that runs is the current one."""
    block = player.open(RECORDED)
    step = player.trace(RECORDED).events[1]
    player.press("ArrowRight")
    found = tree(player.page)
    [group] = [one for one in found if (one.role, one.name) == ("group", "Pas à pas")]
    inside = group.all()
    [code] = [one for one in inside if one.name == f"Code, à la ligne {step.at[0]}"]
    assert code.text == block.source
    assert code.properties["focusable"]
    buttons = {one.name for one in inside if one.role == "button"}
    assert {"Étape précédente (←)", "Étape suivante (→)", "Quitter le pas à pas (Échap)"} <= buttons
    current = player.page.locator(".present .card[aria-current=step]")
    assert int(current.get_attribute("data-frame")) == step.where


def test_what_a_key_changes_of_the_view_is_heard(player):
    """The grain, the diagram, the overview, the black screen, and what is seen again after them."""
    player.open(RECORDED)
    page = player.page
    page.evaluate(LISTEN)
    for key in ("l", "q", "q", "Escape", ".", ".", "o", "o"):
        page.keyboard.press(key)
    said = [" ".join(one.split()) for one in page.evaluate("window.said")]
    slide, starts = said[-1], "Le programme démarre"
    assert slide.startswith(player.deck.slides[player.block(RECORDED).slide - 1].title)
    assert said == [
        *(f"Lignes. {starts}", f"Diagramme. {starts}", starts),
        *("Écran noir", slide, "Vue d’ensemble", slide),
    ]
    [resumes] = page.locator(".resume-button").all()
    assert resumes.text_content() == "Reprendre"


def test_of_a_slide_that_is_stepped_through_the_sentence_is_heard(player):
    """Its cards and its buttons are no text, and what a step is has been said in one."""
    block = player.open(RECORDED)
    page = player.page
    page.evaluate(LISTEN)
    for key in (".", "."):
        page.keyboard.press(key)
    title = player.deck.slides[block.slide - 1].title
    black, again = [" ".join(one.split()) for one in page.evaluate("window.said")]
    lines = len(block.source.splitlines())
    assert black == "Écran noir"
    assert again == f"{title}. Le programme démarre. code, {lines} lignes."


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("print(1)\nprint(2)", "Sortie\u202f:\n1\n2"),
        (
            "for i in range(30): print(i)",
            "Sortie\u202f:\n0\n1\n2\n… 26 lignes de plus, puis\u202f:\n29",
        ),
        ("print('a')\nb", "Sortie, erreur ligne 2\u202f:\na\nNameError: name 'b' is not defined"),
        ("x = 1", "Rien ne s’affiche\u202f: ce bloc définit le nom x"),
    ],
)
def test_a_run_is_heard_once_with_what_it_prints(source, said, stage):
    """Its first lines and its last, the error with its line, and nothing of what loads."""
    stage.edit("defines", source)
    stage.page.evaluate(LISTEN)
    stage.run()
    # Where a machine is slow, so is the run.
    assert [one for one in listened(stage) if one != "En cours…"] == [said]


def test_what_takes_long_is_heard_while_it_runs(stage):
    """A key that nothing answers seems lost."""
    stage.edit("defines", "while True: pass")
    stage.page.evaluate(LISTEN)
    stage.start()
    stage.page.locator(".heard", has_text="En cours…").wait_for(state="attached")
    stage.button("Arrêter").click()
    stage.page.locator(".heard", has_text="Arrêté").wait_for(state="attached")
    assert listened(stage) == ["En cours…", "Arrêté"]
