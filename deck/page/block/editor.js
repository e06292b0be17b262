// Edit a block where it stands: a text area over its coloured code.
import { bringIntoSight } from "../browser/sight.js";

const INDENT = "    ";

// Type a text in place of the selection, so that the browser can undo it.
const type = (area, text) => area.ownerDocument.execCommand("insertText", false, text);

const lineStart = (area) => area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;

export const newLine = (area, language) => {
  const line = area.value.slice(lineStart(area), area.selectionStart);
  const [, prompt, indent, code] = /^(>>> |\.\.\. ?)?( *)(.*)$/.exec(line);
  const more = code.trimEnd().endsWith(":") ? INDENT : "";
  if (language !== "pycon" || !prompt) {
    type(area, `\n${indent}${more}`);
  } else {
    const goesOn = more || (prompt.startsWith(".") && code);
    type(area, goesOn ? `\n... ${indent}${more}` : "\n>>> ");
  }
};

const indent = (area) => {
  const column = area.selectionStart - lineStart(area);
  type(area, " ".repeat(INDENT.length - (column % INDENT.length)));
};

// Move the lines of the selection by one indent, and keep them selected.
const shift = (area, change) => {
  const start = lineStart(area);
  const { selectionStart, selectionEnd, value } = area;
  const next = value.indexOf("\n", Math.max(selectionStart, selectionEnd - 1));
  const end = next < 0 ? value.length : next;
  const before = value.slice(start, end);
  const after = before.replace(/^(?=.*\S).*$/gm, change);
  if (after === before) {
    return;
  }
  area.setSelectionRange(start, end);
  type(area, after);
  if (selectionStart === selectionEnd) {
    const caret = Math.max(start, selectionStart + after.length - before.length);
    area.setSelectionRange(caret, caret);
  } else {
    area.setSelectionRange(start, start + after.length);
  }
};

export const tab = (area, isBack) => {
  if (isBack) {
    shift(area, (line) => line.replace(/^ {1,4}/, ""));
  } else if (area.value.slice(area.selectionStart, area.selectionEnd).includes("\n")) {
    shift(area, (line) => INDENT + line);
  } else {
    indent(area);
  }
};

// Open the editor of a block; return the way to close it. `did` says what to do with each text,
// at Ctrl-Enter, and once closed.
export const openEditor = ({ box, label, text, language }, did) => {
  const area = document.createElement("textarea");
  area.value = text.replace(/\n$/, "");
  area.spellcheck = false;
  area.autocapitalize = "off";
  area.dataset.preventSwipe = "";
  area.setAttribute("aria-label", label);
  const close = () => {
    area.remove();
    box.classList.remove("edited");
    did.close();
  };
  const keys = {
    Escape: close,
    Tab: (event) => tab(area, event.shiftKey),
    Enter: (event) => (event.ctrlKey || event.metaKey ? did.run() : newLine(area, language)),
  };
  area.addEventListener("input", () => did.change(`${area.value}\n`));
  area.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (keys[event.key] && !event.isComposing) {
      event.preventDefault();
      keys[event.key](event);
    }
  });
  box.classList.add("edited");
  box.append(area);
  area.focus();
  area.setSelectionRange(0, 0);
  bringIntoSight(area);
  return close;
};
