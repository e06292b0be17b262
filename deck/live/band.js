// In `make edit` alone: show each save at once, and what does not hold.
import "./band.css";
import { phrase } from "../page/words.js";
import { change } from "./change.js";
import { follow, followOnceLoaded, isFollowing, toggleFollowing } from "./following.js";

const RETRY = 300;
// RFC 6455: what breaks the rules of a server, such as a page that another one gave.
const REFUSED = 1008;
let { version, secret } = document.currentScript.dataset;
let told = { errors: [], failures: [], unproved: 0, checked: false };
let isUnfolded = true;

const band = document.createElement("div");
band.className = "band";
band.setAttribute("role", "status");
document.body.append(band);

const line = (tag, text, name = "") => {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
};

const column = (label, text, name) => {
  const element = line("div", label, name);
  element.append(line("pre", text || phrase("edit.nothing")));
  return element;
};

const prose = (problem) => {
  const text = line("p", problem.prose, "band-prose");
  text.lang = "en";
  return [line("p", phrase("edit.place.of", problem), "band-place"), text];
};

const describe = (failure) => {
  const { block, kind, stated, got, acceptable } = failure;
  if (!kind) {
    return prose(failure);
  }
  const head = line("p", "");
  const place = line("span", phrase("edit.place", failure), "band-place");
  head.append(line("code", block), ` ${phrase("edit.fails", {}, kind)} `, place);
  const parts = [head];
  if (stated || got) {
    const columns = line("div", "", "band-columns");
    columns.append(
      column(phrase("edit.prints", failure), got, "got"),
      column(phrase("edit.states"), stated, "stated"),
    );
    parts.push(columns);
  }
  if (acceptable) {
    const button = line("button", phrase("edit.accept", {}, kind));
    button.addEventListener("click", () => accept([block]));
    parts.push(button);
  }
  return parts;
};

const shown = () => Reveal.getState().indexh + 1;
const here = () => told.failures.filter(({ slide }) => slide === shown());
const isAcceptable = ({ acceptable }) => acceptable;

const link = (failure) => {
  const { slide, block, kind } = failure;
  const element = line("a", "");
  element.href = `#/${slide}`;
  const what = block ? line("code", block) : phrase("edit.place", failure);
  element.append(line("b", slide), what, ` ${phrase("edit.fails", {}, kind)}`);
  return element;
};

const list = (failures, title) => {
  const box = line("details", "", "band-elsewhere");
  box.open = isUnfolded;
  const summary = line("summary", phrase(title, { count: failures.length }));
  // Not the event `toggle`, which comes late, and of lists that are no more there.
  summary.addEventListener("click", () => {
    isUnfolded = !box.open;
  });
  box.append(summary);
  box.append(...failures.toSorted((one, other) => one.slide - other.slide).map(link));
  return box;
};

// What is as it was stays, and keeps the focus of the keyboard.
const fill = (parts) => {
  const next = line("div", "");
  next.append(...parts);
  if (next.innerHTML !== band.innerHTML) {
    const address = band.querySelector("a:focus")?.getAttribute("href");
    band.replaceChildren(...next.childNodes);
    band.querySelector(`a[href="${address}"]`)?.focus();
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
    parts.push(line("p", phrase("edit.stays"), "band-stays"));
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
  show();
};

let socket;
const accept = (blocks) => socket.send(JSON.stringify({ accept: blocks }));
const connect = () => {
  socket = new WebSocket(new URL(`edit?${secret}`, location.href.replace(/^http/, "ws")));
  socket.onmessage = ({ data }) => receive(JSON.parse(data));
  socket.onclose = ({ code }) => {
    if (code === REFUSED) {
      location.reload();
      return;
    }
    // Nobody checks any more: all may not be well.
    told.checked = false;
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
  A: ({ repeat }) => {
    const blocks = here().filter(isAcceptable);
    // A key that is held down would accept what it has only just shown.
    if (blocks.length && !repeat) {
      accept(blocks.map(({ block }) => block));
    } else if (!blocks.length) {
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
connect();
