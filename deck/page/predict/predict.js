// Before a block runs, one writes what it will print: then both are compared, line by line. Where
// nothing is written, as a room votes by hand, what it prints waits for one more key.
import "./predict.css";
import { announce } from "../access/heard.js";
import { meant } from "../block/press.js";
import { element } from "../browser/elements.js";
import { keep, keptOf } from "../browser/kept.js";
import { bringIntoSight } from "../browser/sight.js";
import { phrase } from "../words.js";
import { coverStated } from "./cover.js";
import { heardOfRows, isWrong, rowsOf, scrollToWrong, sentenceOf } from "./rows.js";
import { openWriting } from "./writing.js";

const KEPT = "predicted";
const predictions = new WeakMap();
let reveal;
// The block of which one writes what it will print.
let written;

const makeButton = (text, title, act) => {
  const button = element("button", "tool", text);
  Object.assign(button, { type: "button", title });
  button.addEventListener("click", act);
  return button;
};

// What the panel is now, and what the speaker is told to come next.
const become = ({ output: { panel, settle } }, state) => {
  panel.classList.remove("writing", "running", "waiting", "compared");
  panel.classList.add(state);
  panel.classList.toggle("predict", state !== "shown");
  const ahead = `predict.ahead.${state}`;
  if (Object.hasOwn(words, ahead)) panel.dataset.next = phrase(ahead);
  else delete panel.dataset.next;
  settle();
};

// The prediction of a block, while its panel is the one that is open.
const predictionOf = (block) => {
  const found = predictions.get(block);
  return found?.output === block.runnable.output ? found : undefined;
};

// Leave what is written; it is there when one comes back to it.
const close = () => {
  const block = written;
  written = undefined;
  if (block && predictionOf(block)) block.runnable.close();
};

// What is written is there again when the page is loaded again.
const keepNow = ({ dataset: { name } }, text) => {
  keep(KEPT, name, text.trim() ? text : undefined);
};

const keptText = ({ dataset: { name } }) => {
  const text = keptOf(KEPT, name);
  return typeof text === "string" ? text : "";
};

const giveUp = (block) => {
  keepNow(block, "");
  close();
  predictions.delete(block);
};

const isOn = (block, state) => predictionOf(block)?.output.panel.matches(`.${state}`);

const open = (block) => {
  const known = predictions.get(block);
  const isKept = known && (known.isLeft || predictionOf(block));
  close();
  for (const one of document.querySelectorAll(".slides [data-run]")) one.runnable?.closeEditor?.();
  const output = block.runnable.open(() => giveUp(block));
  const text = isKept ? known.text : known ? "" : keptText(block);
  const prediction = { output, text, isLeft: true, keep: (now) => keepNow(block, now) };
  predictions.set(block, prediction);
  written = block;
  become(prediction, "writing");
  coverStated(block);
  const submit = () => run(block, prediction);
  output.submit = submit;
  prediction.area = openWriting(output, prediction, { makeButton, submit });
  bringIntoSight(output.panel);
};

const run = async (block, prediction) => {
  const { runnable } = block;
  const isByKey = prediction.output.panel.querySelector(":focus-visible");
  written = undefined;
  prediction.isLeft = false;
  const ended = runnable.ask("run", []);
  prediction.output = runnable.output;
  become(prediction, "running");
  const result = await ended;
  keepNow(block, "");
  if (!result) return;
  const isEnded = !result.stopped && !result.failed;
  if (prediction.text.trim()) await compare(block, prediction, result, isEnded);
  else if (isEnded) wait(block, prediction, result, isByKey);
  else show(block, prediction, result);
};

const wait = (block, prediction, result, isByKey) => {
  const { output } = prediction;
  const button = makeButton(phrase("predict.show"), phrase("key", { key: "Y" }), () => {
    button.remove();
    show(block, prediction, result);
  });
  become(prediction, "waiting");
  prediction.button = button;
  output.offer(button);
  output.say(phrase("predict.waits"));
  bringIntoSight(output.panel);
  announce(phrase("predict.waits"));
  const { activeElement } = document;
  const isHere = [block, output.panel].some((one) => one.contains(activeElement));
  const isFree = isHere || activeElement === document.body;
  if (isByKey && isFree && !block.closest("[hidden]")) button.focus({ preventScroll: true });
};

const show = (block, prediction, result, dress = (said) => said) => {
  become(prediction, "shown");
  prediction.output.showInstead();
  block.runnable.tell(result, dress);
};

// Why it is otherwise is seen step by step.
const offerSteps = (block, output) => {
  const steps = block.querySelector(".tools .step:not([hidden])");
  if (!steps) return;
  output.offer(makeButton(steps.textContent, phrase("predict.why"), () => steps.click()));
};

// In a Python in which no edited code has run.
const compare = async (block, prediction, result, isEnded) => {
  const { output, text: predicted } = prediction;
  const unsaid = (said) => phrase("predict.uncompared", { said });
  if (!isEnded || output.isCut()) return show(block, prediction, result, unsaid);
  const free = block.dataset.free ?? "";
  const [any_order, varies] = ["order", "numbers"].map((name) => free.includes(name));
  const nothing = phrase("predict.nothing");
  const given = { predicted, pieces: output.pieces(), any_order, varies, nothing };
  const { rows } = await blocks.python.run({ act: "compare", ...given }, () => {});
  if (predictionOf(block) !== prediction) return;
  if (!rows) return show(block, prediction, result, unsaid);
  become(prediction, "compared");
  if (isWrong(rows)) offerSteps(block, output);
  output.showInstead(rowsOf(rows, blocks.colour), heardOfRows(rows));
  block.runnable.tell(result, () => sentenceOf(rows, result.line, any_order));
  scrollToWrong(output.panel.querySelector("pre"));
};

const toggle = (block) => {
  reveal.getPlugin("player")?.close();
  const prediction = predictionOf(block);
  if (isOn(block, "writing")) prediction.area.focus();
  else if (isOn(block, "waiting")) prediction.button.click();
  else if (!isOn(block, "running")) open(block);
};

const runnablesOf = (root) =>
  [...root.querySelectorAll("[data-run]")].filter((one) => one.runnable);

const toggleHere = () => {
  const block = meant(runnablesOf(reveal.getCurrentSlide()));
  if (block) toggle(block);
};

const equip = () => {
  for (const block of runnablesOf(reveal.getSlidesElement())) {
    const tools = block.querySelector(".tools");
    if (tools.querySelector(".predicts")) continue;
    const title = phrase("key", { key: "Y" });
    const button = makeButton(phrase("predict"), title, () => toggle(block));
    button.classList.add("predicts");
    block.runnable.runButton.after(button);
  }
};

const init = (given) => {
  reveal = given;
  equip();
  document.addEventListener("deckchange", equip);
  const description = phrase("predict.key");
  reveal.addKeyBinding({ keyCode: 89, key: "Y", description }, toggleHere);
};

Reveal.registerPlugin({ id: "predict", init, close });
