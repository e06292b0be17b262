"""Neither markup that acts nor a script gets into the page, whoever would put it there."""

from tests.deck.browser.running import ANYWHERE

# Markup that acts: each is refused, wherever it stands.
ACTING = [
    "<script>window.intruder = 1</script>",
    "<img src=x onerror='window.intruder = 1'>",
    "<p onclick='window.intruder = 1'>x</p>",
    "<iframe srcdoc='&lt;script>parent.intruder = 1&lt;/script>'></iframe>",
    "<iframe src='index.html'></iframe>",
    "<meta http-equiv='refresh' content='0;url=http://127.0.0.1:9/'>",
    "<base href='http://127.0.0.1:9/'>",
    "<link rel='stylesheet' href='http://127.0.0.1:9/'>",
    "<form action='http://127.0.0.1:9/'><button>x</button></form>",
    "<a href='javascript:window.intruder = 1'>x</a>",
    "<a href=' java&#10;script&colon;window.intruder = 1'>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<object data='x'></object>",
    "<embed src='x'>",
    "<svg><animate onbegin='window.intruder = 1'/></svg>",
    "<svg><use href='data:x'/></svg>",
    "<math><mtext></mtext></math>",
    "<template><script>window.intruder = 1</script></template>",
    "<style>* { display: none }</style>",
    "<noscript><p title='</noscript><img src=x onerror=window.intruder=1>'></noscript>",
    "<td onclick='window.intruder = 1'>x</td>",
    "<p>x</p><tr onclick='window.intruder = 1'><td>x</td></tr>",
    "<body onload='window.intruder = 1'>",
    "<svg><a xlink:href='javascript:window.intruder = 1'><text>x</text></a></svg>",
    "<portal-of-theirs></portal-of-theirs>",
]
REFUSED = """(markup) => {
  const box = document.createElement("div");
  document.body.append(box);
  const refuses = (act) => { try { act(); return false; } catch { return true; } };
  const all = [
    () => { box.innerHTML = markup; },
    () => { box.innerHTML = `<p>a</p><ul><li>${markup}</li></ul>`; },
    () => box.insertAdjacentHTML("beforeend", markup),
    () => document.createRange().createContextualFragment(markup),
    () => document.write(markup),
    () => document.write("x"),
  ].map(refuses);
  box.remove();
  return all;
}"""


@ANYWHERE
def test_markup_that_acts_is_refused(stage):
    """Whoever would insert it, with whatever around it, and what acts is not obeyed meanwhile."""
    for markup in ACTING:
        assert (markup, stage.page.evaluate(REFUSED, markup)) == (markup, [True] * 6)
    assert stage.page.evaluate("window.intruder ?? null") is None


def test_markup_that_only_shows_is_not_refused(stage):
    """Text, the marks of a slide, and what reveal writes of its own."""
    shown = stage.page.evaluate(
        """() => [Reveal.getSlidesElement(), document.querySelector(".controls")].map((one) => {
          const box = document.createElement("div");
          box.innerHTML = one.innerHTML;
          return box.innerHTML === one.innerHTML;
        })"""
    )
    assert shown == [True, True]


@ANYWHERE
def test_the_page_forbids_scripts_and_connections(stage):
    """Scripts but its own, wherever they come from, and any connection."""
    allowed = stage.page.evaluate(
        """async () => {
          const refuses = async (act) => {
            try { return (await act()) === "refused"; } catch { return true; }
          };
          const loads = (address) => new Promise((done) => {
            const script = document.createElement("script");
            script.onload = () => done("loaded");
            script.onerror = () => done("refused");
            script.src = address;
            document.head.append(script);
          });
          const blob = (text) => new Blob([text], { type: "text/javascript" });
          const hears = (text) => new Promise((done) => {
            const worker = new Worker(trusted.worker(blob(text)));
            worker.onmessage = ({ data }) => done(data);
          });
          const tries = (act) =>
            `try { ${act}; postMessage("done") } catch { postMessage("refused") }`;
          const all = {
            inline: () => {
              const script = document.createElement("script");
              script.append("window.intruder = true");
              document.head.append(script);
              return window.intruder ? "run" : "refused";
            },
            text: () => { document.createElement("script").textContent = "1"; },
            handler: () => document.body.setAttribute("onclick", "1"),
            address: () => loads("blocks.js"),
            blob: () => loads(trusted.worker(blob("window.intruder = true"))),
            "a script of theirs": () => loads(trusted.script("theirs.js")),
            worker: () => new Worker(URL.createObjectURL(blob(""))),
            policy: () => trustedTypes.createPolicy("theirs", {}),
            "default policy": () => trustedTypes.createPolicy("default", {}),
            connection: () => fetch("index.html"),
            "eval in a worker": () => hears(tries("eval('1')")),
            "a script in a worker": () =>
              hears(tries("importScripts(URL.createObjectURL(new Blob(['1'])))")),
          };
          const got = [];
          for (const [name, act] of Object.entries(all)) {
            if (!await refuses(act)) got.push(name);
          }
          return got;
        }"""
    )
    assert allowed == []
