"""What windows tell each other is data, from the one that it concerns alone."""

import pytest
from playwright.sync_api import expect

from deck.source.words import words
from tests.deck.browser.running import UNTIL, axe, until

KEY = {
    **{"kind": "key", "key": "ArrowRight", "code": "ArrowRight", "keyCode": 39, "count": 1},
    **dict.fromkeys(["shiftKey", "altKey", "ctrlKey", "repeat"], False),
}
NONSENSE = [
    *(None, 1, "", "hello", '{"method":"slide","args":[5]}', [], {}),
    *({"kind": kind} for kind in (None, "nothing", "toString", "__proto__", "key", "type")),
    {**KEY, "keyCode": "39"},
    {**KEY, "key": 1},
    {**KEY, "count": None},
    {**KEY, "repeat": "no"},
    {"kind": "click", "x": None, "y": 1, "count": 1},
    {"kind": "type", "value": ["x"], "start": 0, "end": 0, "count": 1},
    {"kind": "begin", "start": "now", "count": 1},
    {"kind": "eval", "value": "1", "count": 1},
]
# Each message that comes before is heard by then.
HEARD = """() => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => setTimeout(done);
  port2.postMessage("");
})"""


@pytest.fixture
def first(view, stage):
    """The speaker's window, at the first slide."""
    stage.page.evaluate("Reveal.slide(0)")
    view.shows_the_room()
    return view


def test_nonsense_from_the_speakers_window_is_ignored(first, stage):
    """Only what it may say, in the form that it has, does something; nothing fails."""
    first.page.evaluate("(all) => all.forEach((one) => opener.postMessage(one, '*'))", NONSENSE)
    assert stage.page.evaluate("Reveal.getIndices().h") == 0
    first.page.evaluate("(one) => opener.postMessage(one, '*')", KEY)
    until(stage.page, "Reveal.getIndices().h === 1")


@pytest.mark.parametrize("what", ["page", "frame"])
def test_no_other_window_is_in_command(what, first, stage):
    """Neither the page itself, nor a frame in it; and reveal.js does what nobody else tells it."""
    messages = [KEY, {"kind": "hello", "has": 0, "count": 0}, '{"method":"next","args":[]}']
    stage.page.evaluate(
        """([what, messages]) => {
          const frame = document.createElement("iframe");
          document.body.append(frame);
          const post = what === "page" ? self : frame.contentWindow;
          const tell = (one) => what === "page" ? self.postMessage(one, "*")
            : self.dispatchEvent(new MessageEvent("message", { data: one, source: post,
                origin: location.origin }));
          messages.forEach(tell);
          frame.remove();
        }""",
        [what, messages],
    )
    stage.page.evaluate(HEARD)
    assert stage.page.evaluate("Reveal.getIndices().h") == 0


def test_the_speakers_window_hears_the_room_alone(first):
    """What it tells itself is not drawn, nor what is no picture."""
    seen = {"kind": "seen", "number": 1, "seen": "[]"}
    before = first.page.title()
    first.page.evaluate("(one) => self.postMessage(one, '*')", seen)
    first.page.evaluate(HEARD)
    first.shows_the_room()
    assert first.page.title() == before


def test_a_picture_acts_in_no_way(first, stage):
    """A frame, a script, an address of elsewhere and a handler are left out where it is made."""
    stage.page.evaluate(
        """() => {
          const box = document.createElement("div");
          box.id = "acts";
          const all = [["iframe", "name", "x"], ["object", "name", "x"], ["a", "href", "blob:x"],
            ["a", "href", " java\\nscript:1"], ["img", "src", "data:text/x,"],
            ["a", "href", "https://example.org/"], ["a", "href", "#/2"], ["b", "class", "x"]];
          for (const [name, attribute, value] of all) {
            const one = document.createElement(name);
            one.setAttribute(attribute, value);
            box.append(one);
          }
          Reveal.getCurrentSlide().append(box);
        }"""
    )
    box = first.room.locator("#acts")
    expect(box.locator("b.x")).to_have_count(1)
    drawn = box.evaluate("(box) => [...box.children].map((one) => one.outerHTML)")
    assert drawn == [
        *("<a></a>", "<a></a>", "<img>", '<a href="https://example.org/"></a>'),
        *('<a href="#/2"></a>', '<b class="x"></b>'),
    ]
    stage.page.evaluate("document.querySelector('#acts').remove()")


def test_its_policy_lets_no_text_be_markup(first):
    """Nor a script of elsewhere in, nor anything out."""
    refuses = """async (act) => {
      const acts = {
        markup: () => { document.body.lastElementChild.innerHTML = "<p>x</p>"; },
        policy: () => trustedTypes.createPolicy("theirs", {}),
        handler: () => document.body.setAttribute("onclick", "1"),
        connection: () => fetch("index.html"),
        write: () => document.write("x"),
      };
      try { await acts[act](); return "done"; } catch { return "refused"; }
    }"""
    acts = ["markup", "policy", "handler", "connection", "write"]
    assert [first.page.evaluate(refuses, act) for act in acts] == ["refused"] * 5


def test_nothing_in_it_is_inaccessible(first):
    """axe-core finds nothing in the window itself."""
    assert axe(first.page) == []


def test_it_says_where_it_comes_from_if_it_is_opened_by_itself(room, sample, serve):
    """By its address, it has no room."""
    room.goto(f"{serve(sample)}speaker.html")
    room.evaluate(UNTIL % "document.querySelector('.status').textContent")
    expect(room.locator(".status")).to_have_text(words("fr")["speaker.alone"])
