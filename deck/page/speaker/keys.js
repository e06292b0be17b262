// Each key that is pressed here is told to the room, but for those of the browser and of what has
// the keyboard in this window. Code is typed in the room's picture, as one types anywhere.
import { newLine, tab } from "../block/editor.js";
import { dropRepeats } from "../block/press.js";
import { isOnDisk } from "../browser/origin.js";

const OF_THE_BROWSER =
  /^(?:F(?:[2-9]|1\d)|Tab|Shift|Control|Alt|AltGraph|Meta|\w+Lock|Dead|Process)$/;
const SCROLLS = /^Arrow(?:Up|Down)$/;
const PRESSES = /^(?:Enter| )$/;

// In the picture, too, what one has gone to by Tab is pressed, which is told as a click.
const isOwn = ({ target, key }) =>
  target.closest("select") ||
  (target.closest("button, a, summary")?.matches(":focus-visible") && PRESSES.test(key)) ||
  (target.closest(".text") && SCROLLS.test(key) && target.scrollHeight > target.clientHeight);

const isKeptHere = (event) =>
  event.metaKey ||
  (event.ctrlKey && !event.altKey) ||
  event.isComposing ||
  OF_THE_BROWSER.test(event.key) ||
  isOwn(event);

const middleOf = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
};

// A click of the mouse leaves the keys to the room.
const keepFocus = (event) => {
  if (event.target.closest("button, a, summary")) event.preventDefault();
};

export const listen = ({ tell, say, frame }) => {
  const tellKey = (event) => {
    const { key, code, keyCode, shiftKey, altKey, ctrlKey, repeat } = event;
    event.preventDefault();
    tell({ kind: "key", key, code, keyCode, shiftKey, altKey, ctrlKey, repeat });
  };

  // It may close the editor: until the room has told, what is pressed next is the room's.
  const leave = (event) => {
    event.target.blur();
    tellKey(event);
  };

  // Of what is no code, the browser's own keys do the rest.
  const typing = {
    Escape: leave,
    Tab: (event, language) => language && tab(event.target, event.shiftKey),
    Enter: (event, language) => {
      if (event.ctrlKey || event.metaKey) leave(event);
      else if (language) newLine(event.target, language);
    },
  };

  // Only where no origin can be told, on disk, can the browser not let the room have the screen.
  const fill = () => {
    tell({ kind: "fill" }, isOnDisk ? {} : { delegate: "fullscreen" });
  };

  const onKey = (event) => {
    if (event.target.matches("textarea")) {
      if (!Object.hasOwn(typing, event.key) || event.isComposing) return;
      const language = event.target.closest("[data-run]")?.dataset.run;
      if (language) event.preventDefault();
      typing[event.key](event, language);
    } else if (!isKeptHere(event)) {
      say("");
      if (event.key.toLowerCase() === "f") {
        event.preventDefault();
        fill();
      } else {
        tellKey(event);
      }
    }
  };

  const onInput = ({ target }) => {
    if (!target.matches("textarea")) return;
    const { value, selectionStart: start, selectionEnd: end } = target;
    tell({ kind: "type", value, start, end });
  };

  const onClick = (event) => {
    event.preventDefault();
    const { clientX, clientY, detail, target } = event;
    if (target.matches("textarea")) return;
    // A click of the keyboard has no place.
    const [x, y] = detail ? [clientX, clientY] : middleOf(target);
    tell({ kind: "click", x, y });
  };

  // It scrolls in the room, which its picture follows.
  const onWheel = (event) => {
    const { clientX: x, clientY: y, deltaX: left, deltaY: top, ctrlKey } = event;
    if (ctrlKey) return;
    event.preventDefault();
    tell({ kind: "scroll", x, y, left, top });
  };

  // A pointer that the room has is led from its picture.
  const onMove = ({ clientX: x, clientY: y }) => {
    if (page.documentElement.matches(".pointing")) tell({ kind: "point", x, y });
  };

  const page = frame.contentDocument;
  for (const place of [document, page]) {
    place.addEventListener("keydown", dropRepeats, true);
    place.addEventListener("keydown", onKey);
  }
  page.addEventListener("input", onInput);
  page.addEventListener("mousedown", keepFocus);
  page.addEventListener("click", onClick);
  page.addEventListener("wheel", onWheel, { passive: false });
  page.addEventListener("pointermove", onMove);

  // Where the room's keyboard is in an editor, so is this window's.
  return ({ caret }) => {
    const area = caret && page.querySelector(".present textarea");
    if (!area || page.activeElement === area) return;
    area.focus({ preventScroll: true });
    area.setSelectionRange(...caret);
  };
};
