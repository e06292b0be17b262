// Copy the code of a block as it stands, edited or not.
import { announce } from "../access/heard.js";
import { phrase } from "../words.js";
import { keepPresses, meant } from "./press.js";
import { PROMPT } from "./prompt.js";

const SHOWN = 2_000; // milliseconds

// What can be pasted of a session is what is typed: the code after its prompts.
export const typed = (session) => {
  let isTyping = false;
  const lines = session.split("\n").filter((line) => {
    const [, prompt] = PROMPT.exec(line) ?? [];
    isTyping = prompt === ">>>" || (isTyping && prompt === "...");
    return isTyping;
  });
  return lines.map((line) => `${line.replace(PROMPT, "")}\n`).join("");
};

// From disk, or a server without a certificate, a browser may have no clipboard for scripts.
const copySelected = (text, element) => {
  const put = (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const selection = getSelection();
  const before = selection.rangeCount ? selection.getRangeAt(0) : undefined;
  selection.selectAllChildren(element);
  addEventListener("copy", put, true);
  const isDone = document.execCommand("copy");
  removeEventListener("copy", put, true);
  selection.removeAllRanges();
  if (before) selection.addRange(before);
  return isDone;
};

const copy = async (text, element) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text, element);
  }
};

const makeTools = (block) => {
  const tools = document.createElement("div");
  tools.className = "tools";
  block.append(tools);
  return tools;
};

// Give a block the button; return what it does.
const addCopier = (block) => {
  const code = block.querySelector("pre > code");
  const isSession = code.classList.contains("language-pycon");
  const said = document.createElement("span");
  said.className = "state";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "tool", textContent: phrase("block.copy") });
  button.title = phrase(isSession ? "block.copy.session" : "key", { key: "C" });
  let timer;
  const act = async () => {
    const text = isSession ? typed(code.textContent) : code.textContent;
    // Pasted at a prompt, the last line waits to be read.
    const isDone = await copy(text.replace(/\n$/, ""), code);
    said.textContent = phrase(isDone ? "block.copied" : "block.uncopied");
    announce(said.textContent);
    clearTimeout(timer);
    timer = setTimeout(() => said.replaceChildren(), SHOWN);
  };
  // A click leaves the keys to the slides.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  keepPresses(button);
  button.addEventListener("click", act);
  const tools = block.querySelector(":scope > .tools") ?? makeTools(block);
  const state = tools.querySelector(".state");
  if (state) state.after(said, button);
  else tools.prepend(said, button);
  return act;
};

// Give each block its button, and reveal.js the key.
export const startCopying = () => {
  const acts = new WeakMap();
  const blocksOf = (root) => [...root.querySelectorAll(".block[data-name]")];
  const equip = () => {
    const all = blocksOf(document.querySelector(".slides"));
    const own = all.filter((block) => block.matches("section > *") && !acts.has(block));
    for (const block of own) acts.set(block, addCopier(block));
  };
  equip();
  document.addEventListener("deckchange", equip);
  const description = phrase("key.copy");
  Reveal.addKeyBinding({ keyCode: 67, key: "C", description }, () => {
    const blocks = blocksOf(Reveal.getCurrentSlide()).filter((block) => acts.has(block));
    if (blocks.length) acts.get(meant(blocks))();
  });
};
