// Starts reveal.js with the settings of the deck, then loads what the first slide does without.
import "../block/lines.js";
import { fontsLoaded } from "../browser/fonts.js";
import { loadLater } from "../browser/later.js";
import { isOld } from "../browser/old.js";
import { receiver } from "../browser/receiver.js";
import { openDoor } from "../speaker/door.js";
import { phrase } from "../words.js";

export { fontsLoaded };

const WAYS = ["left", "right", "up", "down"];
// Of a phone held upright; higher ones have more room.
const UPRIGHT = { width: 720, height: 1280 };

// As they are before reveal leaves out of them the step that no fragment yet answers to.
export const firstAddress = location.hash;
export let address = "";
addEventListener("hashchange", () => {
  address = location.hash;
});
config.hashOneBasedIndex &&= !receiver;

const phone = matchMedia("(orientation: portrait) and (max-width: 800px)");

// The settings of reveal, on the canvas that this window asks for.
export const settings = () => ({ ...config, ...canvas() });

const canvas = () => {
  const upright = phone.matches && !receiver;
  document.documentElement.classList.toggle("upright", upright);
  if (!upright) return { width: config.width, height: config.height };
  const { width, height } = UPRIGHT;
  return { width, height: Math.max(height, Math.floor((width * innerHeight) / innerWidth)) };
};

// What asks reveal.js for its print view, which knows nothing of the style of these slides: here
// it asks for the print of the browser.
const isForPaper = /print/.test(location.search);
if (isForPaper) history.replaceState(null, "", location.pathname + location.hash);

// What mkslides builds alone has reveal's speaker view; an old browser may read no script of it.
const plugins = [window.RevealNotes].filter(Boolean);
// Other windows have reveal.js do what they say, whoever they are, where it hears them.
const postMessage = plugins.length > 0;
Reveal.initialize({ ...settings(), plugins, postMessage }).then(() => {
  if (!plugins.length) openDoor(say);
  for (const way of WAYS) {
    for (const button of document.querySelectorAll(`.controls .navigate-${way}`)) {
      button.setAttribute("aria-label", phrase(`slide.${way}`));
    }
  }
  phone.addEventListener("change", () => Reveal.configure(canvas()));
  leaveRoom();
  document.addEventListener("deckchange", leaveRoom);
  // What is printed has been drawn with its fonts: the style takes them a frame after they are there.
  if (isForPaper) fontsLoaded.then(() => afterFrames(2, () => print()));
  if (document.readyState === "complete") loadRest();
  else addEventListener("load", loadRest);
});

const afterFrames = (count, act) =>
  count ? requestAnimationFrame(() => afterFrames(count - 1, act)) : act();

// What the first slide does without.
const loadRest = async () => {
  const parts = [loadLater("stage", "stage")];
  const runs = document.querySelector("[data-run]");
  if (!isOld) parts.push(loadLater("player", "traces", "player"));
  if (runs && isOld) sayOnce(phrase("browser.old"));
  else if (runs) parts.push(loadLater("predict", "predict"));
  // One that is missing is told by the console.
  await Promise.allSettled(parts);
  dispatchEvent(new Event("deckcomplete"));
};

// The arrows stand beside the number of the slide, as wide as it gets.
const leaveRoom = () => {
  const digits = String(Reveal.getTotalSlides()).length;
  document.documentElement.style.setProperty("--digits", digits);
};

// Until the first change of slide.
const sayOnce = (text) => {
  if (receiver) return;
  const said = document.createElement("p");
  Object.assign(said, { className: "hint", role: "status", textContent: text });
  document.querySelector("main").append(said);
  Reveal.on("slidechanged", () => said.remove());
};

// As what any key has to say, once that has come.
const say = (text) => (Reveal.getPlugin("stage")?.notify ?? sayOnce)(text);

// Printed from the browser's own menu: without it, reveal.js makes a text document of the slides.
// Paper is light.
const { classList } = document.documentElement;
let [isOverview, isDark] = [false, false];
const asSlides = (isPrinting) => {
  if (isPrinting) [isOverview, isDark] = [Reveal.isOverview(), classList.contains("dark")];
  Reveal.toggleOverview(isOverview && !isPrinting);
  classList.toggle("print-pdf", isPrinting);
  classList.toggle("dark", isDark && !isPrinting);
};
addEventListener("beforeprint", () => asSlides(true));
addEventListener("afterprint", () => asSlides(false));
