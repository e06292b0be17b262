// In `make edit` alone: show each save at once, and what does not hold.
import "./band.css";
import { element } from "../page/browser/elements.js";
import { phrase } from "../page/words.js";
import { change } from "./change.js";
import { follow, followOnceLoaded, isFollowing, toggleFollowing } from "./following.js";

const RETRY = 300;
// RFC 6455: what breaks the rules of a server, such as a page that another one gave.
const REFUSED = 1008;
let { version, secret } = document.currentScript.dataset;
let told = { errors: [], failures: [], unproved: 0, checked: false };
let isUnfolded = true;
// What the author is asked about, and what the server has yet to answer, by their keys.
const asked = new Set();
const sent = new Set();

const band = element("div", "band");
band.setAttribute("role", "status");
document.body.append(band);

const column = (label, text, name) =>
  element("div", name, label, element("pre", "", text || phrase("edit.nothing")));

const prose = (problem) => {
  const text = element("p", "band-prose", problem.prose);
  text.lang = "en";
  return [element("p", "band-place", phrase("edit.place.of", problem)), text];
};

const button = (text, key, act) => {
  const made = element("button", "", text);
  made.dataset.at = `${text}${key}`;
  // One at a time is written.
  made.disabled = sent.size > 0;
  made.addEventListener("click", act);
  return made;
};

const turn = ([was, now]) => {
  const name = was === now ? "moved" : was && now ? "became" : was ? "went" : "came";
  return phrase(`edit.turn.${name}`, { was, now, word: was || now });
};

// What is meant by a word only its author knows: a second press says so.
const question = (failure) => {
  const { key, turns } = failure;
  const box = element("div", "band-question");
  const text = phrase("edit.asks", { turns: turns.map(turn).join(phrase("edit.turns")) });
  box.setAttribute("role", "group");
  box.ariaLabel = text;
  const answer = (act) => () => {
    asked.delete(key);
    act();
    show();
  };
  const leave = answer(() => {});
  const rewrite = answer(() => send([key], true));
  const keep = button(phrase("edit.keep"), key, leave);
  keep.disabled = false;
  box.append(element("p", "", text), keep, button(phrase("edit.rewrite"), key, rewrite));
  return box;
};

const describe = (failure) => {
  const { block, kind, key, quote, sentence, stated, got, acceptable } = failure;
  if (!kind) {
    return prose(failure);
  }
  const place = element("span", "band-place", phrase("edit.place", failure));
  const named = block ? [element("code", "", block), " "] : [];
  const parts = [element("p", "", ...named, `${phrase("edit.fails", {}, kind)} `, place)];
  const columns = element("div", "band-columns");
  if (quote) {
    columns.append(
      column(phrase("edit.says"), sentence, "got"),
      column(phrase("edit.quotes"), quote, "stated"),
    );
    parts.push(columns);
  } else if (stated || got) {
    columns.append(
      column(phrase("edit.prints", failure), got, "got"),
      column(phrase("edit.states"), stated, "stated"),
    );
    parts.push(columns);
  }
  const [cure, name, of, to] = failure.cure;
  if (cure) {
    parts.push(element("p", "band-cure", phrase(`edit.cure.${cure}`, { name, of, to })));
  }
  if (asked.has(key)) {
    parts.push(question(failure));
  } else if (acceptable) {
    parts.push(button(phrase("edit.accept", {}, kind), key, () => accept([failure])));
  }
  return parts;
};

const shown = () => Reveal.getState().indexh + 1;
const here = () => told.failures.filter(({ slide }) => slide === shown());
const isAcceptable = ({ acceptable }) => acceptable;

const link = (failure) => {
  const { slide, block, kind } = failure;
  const what = block ? element("code", "", block) : phrase("edit.place", failure);
  const fails = phrase("edit.fails", {}, kind);
  const made = element("a", "", element("b", "", slide), what, ` ${fails}`);
  made.href = `#/${slide}`;
  made.dataset.at = made.hash;
  // Not by the address alone, which reveal.js writes late: it would have the last word.
  made.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      Reveal.slide(slide - 1);
    }
  });
  return made;
};

const list = (failures, title) => {
  const summary = element("summary", "", phrase(title, { count: failures.length }));
  const ordered = failures.toSorted((one, other) => one.slide - other.slide);
  const box = element("details", "band-elsewhere", summary, ...ordered.map(link));
  box.open = isUnfolded;
  // Not the event `toggle`, which comes late, and of lists that are no more there.
  summary.addEventListener("click", () => {
    isUnfolded = !box.open;
  });
  return box;
};

// What is as it was stays, and keeps the focus of the keyboard.
const fill = (parts) => {
  const next = element("div", "", ...parts);
  if (next.innerHTML !== band.innerHTML) {
    const at = band.querySelector(":focus")?.dataset.at;
    band.replaceChildren(...next.childNodes);
    if (at) {
      band.querySelector(`[data-at="${CSS.escape(at)}"]`)?.focus();
    }
  }
};

const holds = () => {
  const count = told.unproved;
  return count ? `✓ ${phrase("edit.unproved", { count }, count)}` : "✓";
};

const show = () => {
  const own = here();
  const others = told.failures.filter((failure) => !own.includes(failure));
  const parts = [...told.errors.flatMap(prose), ...own.flatMap(describe)];
  const quiet = !told.failures.length && !told.errors.length;
  band.classList.toggle("wrong", parts.length > 0);
  band.classList.toggle("elsewhere", !parts.length && others.length > 0);
  band.classList.toggle("checked", quiet && told.checked);
  band.classList.toggle("checking", quiet && !told.checked);
  band.ariaLabel = quiet && told.checked && !told.unproved ? phrase("edit.true") : "";
  if (others.length) {
    const leads = !own.some(isAcceptable) && others.some(isAcceptable);
    parts.push(list(others, leads ? "edit.acceptable" : "edit.elsewhere"));
  }
  if (quiet) {
    parts.push(told.checked ? holds() : "…");
  }
  if (!isFollowing()) {
    parts.push(element("p", "band-stays", phrase("edit.stays")));
  }
  fill(parts);
};

const receive = ({ from, version: next, reload, changed, ...rest }) => {
  if (next && next !== version) {
    if (reload || from !== version) {
      followOnceLoaded(reload && from === version ? changed : undefined);
      location.reload();
      return;
    }
    version = next;
    change({ version, ...rest });
    follow(changed);
  }
  told = { ...told, ...rest };
  sent.clear();
  show();
};

let socket;
const send = (keys, meant = false) => {
  keys.forEach((key) => sent.add(key));
  socket.send(JSON.stringify({ accept: keys, meant }));
};
const accept = (failures) => {
  const unsure = failures.filter(({ turns }) => turns.length);
  const sure = failures.filter(({ turns }) => !turns.length);
  unsure.forEach(({ key }) => asked.add(key));
  if (sure.length) {
    send(sure.map(({ key }) => key));
  }
  show();
  band.querySelector(".band-question button")?.focus();
};
const connect = () => {
  const query = `${secret}&${version}`;
  socket = new WebSocket(new URL(`edit?${query}`, location.href.replace(/^http/, "ws")));
  socket.onmessage = ({ data }) => receive(JSON.parse(data));
  socket.onclose = ({ code }) => {
    if (code === REFUSED) {
      location.reload();
      return;
    }
    // Nobody checks any more: all may not be well.
    told.checked = false;
    sent.clear();
    show();
    setTimeout(connect, RETRY);
  };
};

// The next slide of a failure, and the first one after the last.
const goToOneOf = (failures) => {
  const slides = failures.map(({ slide }) => slide).sort((one, other) => one - other);
  const next = slides.find((slide) => slide > shown()) ?? slides[0];
  if (next) {
    Reveal.slide(next - 1);
  }
};

const KEYS = {
  A: () => {
    const failures = here().filter(isAcceptable);
    if (failures.length && !sent.size) {
      accept(failures);
    } else if (!failures.length) {
      goToOneOf(told.failures.filter(isAcceptable));
    }
  },
  I: () => goToOneOf(told.failures),
  U: () => {
    toggleFollowing();
    show();
  },
};
for (const [key, act] of Object.entries(KEYS)) {
  const description = phrase(`edit.key.${key}`);
  Reveal.addKeyBinding({ keyCode: key.charCodeAt(0), key, description }, act);
}
Reveal.on("slidechanged", show);
// What is told changes what has been loaded; and a page that is left as it loads has errors in the
// console of some browsers.
addEventListener("deckcomplete", connect, { once: true });
