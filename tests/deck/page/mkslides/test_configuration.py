"""The settings of a deck: what mkslides does not know, or our page would not do, is one line."""

from pathlib import Path

import pytest

from deck.__main__ import main
from deck.page.mkslides import CONFIGURATION
from deck.page.mkslides import configuration as page_configuration
from deck.page.mkslides import settings as page_settings
from deck.page.mkslides.configuration import configuration
from deck.page.site import site_files
from deck.source import cache
from deck.source.load import load
from deck.source.parse import parse
from deck.source.problems import DeckError

REFUSED = {
    "revealjs: [1]": "“Cannot merge incompatible container types”",
    "revealjs: 1": "“Cannot assign int to Dict[str, Any]”",
    "slides: [1]": "“Merge error: list is not a subclass of Slides. value: [1]”",
    "slides:": "“field 'slides' is not Optional”",
    "plugins: [1]": "“Invalid type assigned: int is not a subclass of Plugin. value: 1”",
    "revealjs: {a: 2020-01-01}": "“Value 'date' is not a supported primitive type”",
    "slides: {title: '${nope}'}": "“Interpolation key 'nope' not found”",
    "revealjs: {a: '${nope}'}": "“Interpolation key 'nope' not found”",
    "revealjs: '${nope}'": "“Interpolation key 'nope' not found”",
    "slides: {title: '${.title}'}": "“Recursive interpolation detected”",
    "slides: {favicon: 'http://['}": "“Invalid IPv6 URL”",
    "slides: {theme: 'http://['}": "“Invalid IPv6 URL”",
    "slides: {template: null}": "no template of slides",
    "slides: {template: nope.jinja}": "no template “nope.jinja”",
    "slides: {template: ../nope.jinja}": "no template “../nope.jinja”",
    "slides: {preprocess_script: null}": "“None” to preprocess the slides",
    "slides: {preprocess_script: nope.py}": "“nope.py” to preprocess the slides",
}


@pytest.mark.parametrize("front_matter", REFUSED)
def test_front_matter_that_makes_no_page_is_told_in_the_deck(front_matter):
    """It is wrong before mkslides fails on it, each time in a way of its own."""
    deck = parse(f"---\n{front_matter}\n---\n# Title\n", "deck.md")
    with pytest.raises(DeckError) as caught:
        configuration(deck)
    assert str(caught.value) == (
        f"deck.md:2: {REFUSED[front_matter]}, expected what mkslides knows; correct it"
    )


def test_a_setting_that_mkslides_does_not_know_is_told_with_the_line_of_its_key():
    """Of several, the one that is wrong by itself."""
    front_matter = "slides: {title: One}\nlang: en\nrevealjs:\n  width: '${nope}'\n"
    deck = parse(f"---\n{front_matter}---\n# Title\n\nrevealjs: 3\n", "deck.md")
    with pytest.raises(DeckError) as caught:
        configuration(deck)
    told = "“Interpolation key 'nope' not found”, expected what mkslides knows; correct it"
    assert str(caught.value) == f"deck.md:4: {told}"


def test_a_check_tells_what_no_page_can_be_made_of(capsys, monkeypatch, tmp_path):
    """With all else that is wrong with the deck, as what else keeps it from being shown."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text("---\nrevealjs: 3\n---\n# Title\n\n    code\n")
    for command in (["check", "--quick"], ["test"]):
        assert main([*command, "deck.md"]) == 2
        assert capsys.readouterr().err == (
            "deck.md:2: “Cannot assign int to Dict[str, Any]”, expected what mkslides knows;"
            " correct it\n"
            "deck.md:6: an indented block of code, which nothing runs, expected a fence with its"
            " language; write ```python before and ``` after it, or ```text if it is to be shown"
            " only\n"
            "deck.md: line 2 keeps it from being shown\n"
        )


@pytest.mark.parametrize(
    ("front_matter", "title"),
    [("", "One"), ("title: Ours", "Ours"), ("slides: {title: Theirs}", "Theirs")],
)
@pytest.mark.parametrize("settings", ["", "slides: {title: Theirs}"])
def test_the_title_of_the_front_matter_is_that_of_the_page(front_matter, title, settings):
    """Its own goes before that of the settings of mkslides, and these before the first slide's."""
    text = "\n".join(dict.fromkeys(["---", front_matter, settings])) + "\n---\n# One\n"
    title = "Theirs" if settings and not front_matter else title
    page = site_files(parse(text, "deck.md"), {}, {})["index.html"].decode()
    assert f"<title>{title}</title>" in page


@pytest.mark.parametrize("command", ["site", "present"])
def test_no_command_begins_a_page_that_it_cannot_make(command, capsys, monkeypatch, tmp_path):
    """Nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("deck.md").write_text("---\nrevealjs: [1]\n---\n# Title\n")
    assert main([command, "deck.md"]) == 2
    assert capsys.readouterr().err == (
        "deck.md:2: “Cannot merge incompatible container types”, "
        "expected what mkslides knows; correct it\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["deck.md"]


def test_a_setting_that_is_there_twice_is_told_with_its_line(monkeypatch, tmp_path):
    """It is YAML, and OmegaConf takes none of it."""
    (tmp_path / "mkslides.yml").write_text("slides: {}\nrevealjs: {}\nslides: {}\n")
    monkeypatch.setattr(page_configuration, "CONFIGURATION", tmp_path / "mkslides.yml")
    with pytest.raises(DeckError) as refused:
        page_configuration.configuration(parse("# One\n", "deck.md"))
    told = "“found duplicate key slides”, expected what mkslides knows; correct it"
    assert str(refused.value) == f"mkslides.yml:3: {told}"


def test_mkslides_does_not_read_the_deck_a_second_time(monkeypatch, tmp_path):
    """It ends front matter elsewhere, wants a file called `.md`, and meanwhile one may save it."""
    monkeypatch.chdir(tmp_path)
    Path("text").write_text("---\nauthor: A\n...\n# Title\n\n```yaml notest\n- [\n---\n```\n")
    Path("deck.md").symlink_to("text")
    deck = load(Path("deck.md"))
    Path("text").write_text("```\n")
    assert b"<title>Title</title>" in site_files(deck, {}, {})["index.html"]


def test_settings_that_change_are_read_again(monkeypatch, tmp_path):
    """Those of mkslides.yml and of the deck; one that asks for the environment is never kept."""
    monkeypatch.setattr(cache, "FOLDER", tmp_path / "kept")
    text = CONFIGURATION.read_text("utf-8")
    for module in (page_settings, page_configuration):
        monkeypatch.setattr(module, "CONFIGURATION", tmp_path / "mkslides.yml")

    def title_of(written, own=""):
        (tmp_path / "mkslides.yml").write_text(text.replace('title: ""', f'title: "{written}"'))
        deck = parse(f"---\nslides: {{{own}}}\n---\n# One\n" if own else "# One\n", "deck.md")
        return page_settings.settings(deck).title

    for _ in range(2):
        assert [title_of("A"), title_of("B"), title_of("B", "title: C")] == ["A", "B", "C"]
        for value in ("D", "E"):
            monkeypatch.setenv("OURS", value)
            assert title_of("${oc.env:OURS}") == title_of(r"\u0024{oc.env:OURS}") == value
