// Prove what the deck says of a block, or of a slide, in the page's Python: what does it comes
// with the first proof.
import { announce } from "../access/heard.js";
import { loadLater, loadScript } from "../browser/later.js";
import { bringIntoSight } from "../browser/sight.js";
import { python, unzipped } from "../python/interpreter.js";
import { phrase } from "../words.js";
import { allThatRun } from "./languages.js";
import { heardWith } from "./printed.js";

let drawn;
let kit;

const unpacked = async () => {
  await loadScript("proof/kit.js");
  const packed = Object.entries(self.proofFiles);
  self.proofFiles = undefined;
  const bytes = async (text) => (await unzipped(text)).arrayBuffer();
  const files = packed.map(async ([path, text]) => [path, await bytes(text)]);
  return Object.fromEntries(await Promise.all(files));
};

export const loaded = async () => {
  drawn ??= loadLater("proof", "proof");
  kit ??= unpacked();
  try {
    // Both as they are now: what is saved meanwhile asks for another kit.
    const [, files] = await Promise.all([drawn, kit]);
    return files;
  } catch (error) {
    drawn = kit = undefined;
    throw error;
  }
};

// Whoever edits the deck proves what it says now.
document.addEventListener("deckchange", () => {
  kit = undefined;
});

// Whoever repairs a block has it alone to repair, and no other is proved with what is broken there.
const editedSources = (name) => {
  const all = allThatRun().flatMap(({ runnable }) => runnable ?? []);
  const isOwn = ({ element }) => element.dataset.name === name;
  const isAlone = all.find(isOwn)?.isBroken;
  const counts = (one) => !name || isOwn(one) || !(isAlone || one.isBroken);
  const edited = all.filter((one) => one.isEdited && counts(one));
  return Object.fromEntries(edited.map((one) => [one.element.dataset.name, one.code.textContent]));
};

const missing = ({ message: file }) => ({
  failed: phrase("prove.missing", { file }),
});

// Ask the prover, once it is there; nothing begins once it is not wanted any more.
const ask = async (asked, isWanted, show = () => {}) => {
  const files = await loaded().catch(missing);
  if (files.failed) return files;
  if (!isWanted()) return undefined;
  return python.run({ ...asked, files }, show);
};

// Have Python prove what is asked of the code as it now stands, or is once it has other edits.
export const proofsOf = async ({ edits: given, ...of }, isWanted) => {
  const edits = given ?? editedSources(of.block);
  let seconds = 0;
  let isLate = false;
  let timer;
  const stop = () => {
    isLate = true;
    python.stop();
  };
  // Python tells for how many seconds what comes next may go on, or 0: where no program prints.
  const allow = (kind, told) => {
    if (kind !== "stdin") return;
    clearTimeout(timer);
    seconds = Number(told.trimEnd().split("\n").at(-1));
    if (seconds > 0) timer = setTimeout(stop, 1_000 * seconds);
  };
  const asked = { act: "prove", block: null, slide: null, ...of, edits };
  const result = await ask(asked, isWanted, allow);
  clearTimeout(timer);
  return isLate ? { ...result, seconds } : result;
};

// The edits that may be made to a block of the deck.
export const editsOf = (block, isWanted) => ask({ act: "edits", block }, isWanted);

const number = (slide) => Reveal.getIndices(slide).h + 1;

const endOf = ({ failed, seconds }) =>
  failed ?? phrase(seconds ? "prove.endless" : "prove.stopped", { seconds });

// Write the proofs where a run prints: of a block, or else of a slide or of all of them.
export const showProofs = (output, result, { block, isAll = false }) => {
  const here = number(Reveal.getCurrentSlide());
  if (result.tampered) output.say(phrase("prove.tampered"));
  else if (result.proofs) proof.show(output, result, { here, isAll, block });
  else output.say(endOf(result));
  bringIntoSight(output.panel);
  announce(heardWith(output));
};

// Break the code of a block for whoever repairs it; while it is broken, give a hint.
export const repair = async (block) => {
  if (!globalThis.proof) {
    const output = block.begin("prove");
    const files = await block.ended(output, loaded().catch(missing));
    if (files?.failed) output.say(files.failed);
    if (!files || files.failed) return;
  }
  proof.repair(block);
};
