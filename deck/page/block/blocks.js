// Give each block of the page its buttons, and reveal.js their keys; then wake Python up.
import "./tools.css";
import "./output.css";
import "./editor.css";
import { isOld } from "../browser/old.js";
import { python } from "../python/interpreter.js";
import { phrase } from "../words.js";
import { RunnableBlock } from "./block.js";
import { colour } from "./colour.js";
import { isSlow } from "./connection.js";
import { startCopying } from "./copy.js";
import { allThatRun } from "./languages.js";
import { openOutput } from "./output.js";
import { meant } from "./press.js";
import { editsOf, loaded, proofsOf } from "./prove.js";
import { equipSlides, proveSlide } from "./slide.js";

// What other scripts, the tests and the bench of the page ask for.
export { colour, editsOf, loaded, openOutput, proofsOf, python };

const startRunning = () => {
  if (isOld) return;
  let blocks = [];
  // The slides change in `make edit` alone.
  const equip = () => {
    blocks.filter(({ element }) => !element.isConnected).forEach((block) => block.close());
    const known = new Map(blocks.map((block) => [block.element, block]));
    blocks = allThatRun().map((element) => known.get(element) ?? new RunnableBlock(element));
    // Without code that runs, there is no Python to prove anything.
    if (blocks.length) equipSlides();
  };
  equip();
  document.addEventListener("deckchange", equip);
  // Not each block: it would be held, and told, after it is gone.
  python.onchange(() => blocks.forEach((block) => block.refresh()));
  const here = () => {
    const slide = Reveal.getCurrentSlide();
    return meant(allThatRun().filter((block) => slide?.contains(block)))?.runnable;
  };
  const bind = (keyCode, key, description, act) =>
    Reveal.addKeyBinding({ keyCode, key, description }, () => {
      Reveal.getPlugin("player")?.close();
      here()?.[act]();
    });
  bind(69, "E", phrase("key.run"), "toggle");
  bind(77, "M", phrase("key.edit"), "edit");
  bind(72, "H", phrase("key.repair"), "repair");
  Reveal.addKeyBinding({ keyCode: 86, key: "V", description: phrase("key.prove") }, () => {
    Reveal.getPlugin("player")?.close();
    if (here()) here().prove();
    else proveSlide(Reveal.getCurrentSlide());
  });
  startCopying();
  Reveal.on("slidechanged", ({ previousSlide }) => {
    blocks
      .filter(({ element }) => previousSlide?.contains(element))
      .forEach((block) => block.stop());
  });
  // Where each megabyte counts, it comes with its first use.
  if (blocks.length && !isSlow) {
    const idle = self.requestIdleCallback ?? setTimeout;
    idle(() => python.load());
  }
};

if (Reveal.isReady()) {
  startRunning();
} else {
  Reveal.on("ready", startRunning);
}
