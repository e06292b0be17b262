// The buttons of each block: run, stop, edit, restore.
import { announce, announceLong } from "../access/heard.js";
import { keepEdits, keptEdits } from "../browser/edits.js";
import { bringIntoSight } from "../browser/sight.js";
import { python } from "../python/interpreter.js";
import { phrase } from "../words.js";
import { colour } from "./colour.js";
import { isSlow, megabytes } from "./connection.js";
import { editedBefore } from "./context.js";
import { openEditor } from "./editor.js";
import { ending, refusal } from "./ending.js";
import { openOutput } from "./output.js";
import { keepPresses } from "./press.js";
import { heardWith } from "./printed.js";
import { proofsOf, repair, showProofs } from "./prove.js";
import { widthOf } from "./width.js";

const STATES = { loading: "python.loading", ready: "python.ready", failed: "python.absent" };

// Blanks at the end mean nothing; within the code, they may.
const isSame = (one, other) => one.trimEnd() === other.trimEnd();

const toolbar = (name) => {
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", phrase("block", { name }));
  tools.innerHTML =
    '<span class="state"></span>' +
    ["restore", "edit", "prove", "run"]
      .map((act) => `<button type="button" class="tool">${phrase(`block.${act}`)}</button>`)
      .join("");
  keepPresses(tools);
  tools.addEventListener("click", (event) => {
    if (event.detail) {
      event.target.blur(); // a click of the mouse leaves the space bar to the slides
    }
  });
  return tools;
};

export class RunnableBlock {
  constructor(element) {
    this.element = element;
    this.box = element.querySelector("pre");
    this.code = this.box.querySelector("code");
    this.source = this.code.textContent;
    // What one comes back to: the source, or that with an edit which is to be found.
    this.given = this.source;
    // What one had written where it was broken to be repaired, the last of it last.
    this.replaced = keptEdits(this);
    this.original = this.code.cloneNode(true);
    const tools = toolbar(element.dataset.name);
    [this.state, this.restoreButton, this.editButton, this.proveButton, this.runButton] =
      tools.children;
    this.restoreButton.addEventListener("click", () => this.comeBack());
    this.editButton.addEventListener("click", () => this.edit());
    this.proveButton.addEventListener("click", () => this.prove());
    this.runButton.addEventListener("click", () => this.toggle());
    this.restoreButton.hidden = true;
    this.editButton.title = phrase("key", { key: "M" });
    this.editButton.setAttribute("aria-pressed", "false");
    this.proveButton.title = phrase("key", { key: "V" });
    element.append(tools);
    element.runnable = this;
    this.refresh();
    if (this.replaced.length) this.restore();
  }

  refresh() {
    this.state.textContent =
      python.hasRun || !STATES[python.state] ? "" : phrase(STATES[python.state]);
    this.runButton.textContent = phrase(this.doing ? "block.stop" : "block.run");
    this.runButton.title = python.reason || phrase("key", { key: "E" });
    if (this.doing && python.state === "running") {
      this.output.say(phrase(`${this.doing}.busy`));
    } else if (this.doing) {
      this.output.say(this.loading, python);
    }
  }

  // What is loaded now.
  get loading() {
    if (["prove", "repair"].includes(this.doing) && python.state === "ready") {
      return phrase("prove.loading");
    }
    return isSlow ? phrase("python.coming", { megabytes }) : phrase(STATES.loading);
  }

  // Mark the line of the code that raised, and bring it into sight; without one, none.
  mark(line) {
    this.code.classList.toggle("wrong", Boolean(line));
    this.code.style.setProperty("--wrong", line || 0);
    if (line) {
      const height = parseFloat(getComputedStyle(this.code).lineHeight);
      this.box.scrollTop = (line - 0.5) * height - this.box.clientHeight / 2;
    }
  }

  get isEdited() {
    return !isSame(this.code.textContent, this.source);
  }

  // Whether one repairs it.
  get isBroken() {
    return this.given !== this.source;
  }

  write(text) {
    if (this.doing === "record") {
      this.close();
    }
    if (text === this.source) {
      this.code.replaceChildren(...this.original.cloneNode(true).childNodes);
    } else {
      this.code.replaceChildren(colour(text, this.element.dataset.run));
    }
    const lines = text.replace(/\n$/, "").split("\n");
    const columns = Math.max(...lines.map(widthOf));
    for (const { style } of [this.element, this.box]) {
      style.setProperty("--lines", lines.length);
      style.setProperty("--columns", columns);
    }
    this.give(this.given);
    this.mark();
    this.output?.follow(text === this.ran);
    Reveal.getPlugin("player")?.forget(this.element);
  }

  // Open an output in place of the one before.
  open(close = () => this.close()) {
    const hadFocus = this.output?.panel.contains(document.activeElement);
    this.close();
    this.output = openOutput(this.element, close);
    if (hadFocus) this.output.focus();
    return this.output;
  }

  // Open the output of what is done with the code as it stands.
  begin(act) {
    this.open();
    this.doing = act;
    this.ran = this.code.textContent;
    return this.output;
  }

  // Have Python run or record the code. What is printed is seen, unless others are to be seen
  // `instead`.
  ask(act, instead) {
    const { run: language, context } = this.element.dataset;
    this.halt();
    // Asked before anything is laid out, which takes as long as a brief program does.
    const program = { act, language, context, source: this.code.textContent };
    const ended = python.run(program, (kind, text) => output.show(kind, text));
    const output = this.begin(act);
    if (instead) {
      output.showInstead(instead);
    }
    return this.ended(output, ended);
  }

  // Wait for the end; nothing is returned once nobody waits for it.
  async ended(output, ended) {
    this.refresh();
    const waiting = announceLong(output);
    const result = await ended;
    clearTimeout(waiting);
    if (this.output !== output) {
      return undefined;
    }
    this.doing = undefined;
    this.refresh();
    return result;
  }

  async run() {
    const result = await this.ask("run");
    if (result) {
      this.tell(result);
    }
  }

  // Say how a run has ended; `dress` may say it in another way.
  tell(result, dress = (said) => said) {
    const said = dress(ending(result, this.output.isEmpty()));
    const names = editedBefore(this.element).join(", ");
    this.announce(result, names ? phrase("run.without", { said, names }) : said);
  }

  // Once, when all is printed.
  announce({ line }, ended) {
    this.mark(this.ran === this.code.textContent ? line : 0);
    this.output.say(ended);
    const heard = heardWith(this.output);
    bringIntoSight(this.element.nextElementSibling);
    announce(heard);
  }

  // Prove what the deck says of the code as it now stands.
  async prove() {
    if (this.doing === "prove") {
      this.stop();
      return;
    }
    const output = this.begin("prove");
    const asked = { block: this.element.dataset.name };
    const isWanted = () => this.output === output;
    const result = await this.ended(output, proofsOf(asked, isWanted));
    if (result) {
      showProofs(output, result, { block: this });
    }
  }

  // Whoever presses again while it is being broken would begin anew, and wait for longer.
  repair() {
    if (this.doing !== "repair") repair(this);
  }

  // Record what the player steps through; where there is nothing, say why.
  async record() {
    const result = await this.ask("record");
    if (result?.trace) {
      this.close();
      return result;
    }
    if (result) {
      this.output.show("stdout", result.error ?? "");
      this.announce(result, refusal(result));
    }
    return undefined;
  }

  stop() {
    if (this.doing) {
      python.stop();
    }
  }

  toggle() {
    if (this.doing) {
      this.stop();
    } else {
      (this.output?.submit ?? (() => this.run()))();
    }
  }

  // End what still prints to the output.
  halt() {
    this.stop();
    this.doing = undefined;
  }

  close() {
    this.halt();
    this.output?.remove();
    this.output = undefined;
    this.mark();
    this.refresh();
  }

  edit() {
    if (this.closeEditor) {
      this.closeEditor();
      return;
    }
    Reveal.getPlugin("predict")?.close();
    const { name, run: language } = this.element.dataset;
    const text = this.code.textContent;
    const place = { box: this.box, label: phrase("block.editor", { name }), text, language };
    this.editButton.setAttribute("aria-pressed", "true");
    this.closeEditor = openEditor(place, {
      run: () => this.run(),
      change: (text) => this.write(text),
      close: () => {
        this.closeEditor = undefined;
        this.editButton.setAttribute("aria-pressed", "false");
      },
    });
  }

  give(text) {
    this.given = text;
    const { code, replaced, isBroken } = this;
    const isMore = !isBroken && replaced.length > 0;
    this.restoreButton.hidden = isSame(code.textContent, text) && !isMore;
    keepEdits(this, this.isEdited && !isBroken ? [...replaced, code.textContent] : replaced);
  }

  // Come back to what one began with; what is said of it stays.
  comeBack() {
    if (this.isBroken) {
      this.closeEditor?.();
      this.write(this.given);
    } else {
      this.restore();
    }
  }

  // To what one had written, or else to what the deck says.
  restore() {
    this.closeEditor?.();
    this.close();
    this.given = this.source;
    this.write(this.replaced.pop() ?? this.source);
  }

  // Have another text repaired in place of what one has written.
  replace(text) {
    this.closeEditor?.();
    if (this.isEdited) this.replaced.push(this.code.textContent);
    this.given = text;
  }
}
