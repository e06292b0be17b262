// Where one writes what a block will print: in the place and in the letters of its output.
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";

const MOST = 2_000; // characters
const LEAST = 3; // lines

const makeArea = (text) => {
  const area = element("textarea", "");
  Object.assign(area, { value: text, spellcheck: false, autocapitalize: "off", maxLength: MOST });
  area.setAttribute("autocorrect", "off");
  area.setAttribute("aria-label", phrase("predict.question"));
  area.placeholder = phrase("predict.how");
  area.dataset.preventSwipe = "";
  return area;
};

export const openWriting = (output, prediction, { makeButton, submit }) => {
  const { panel } = output;
  const box = panel.querySelector("pre");
  const area = makeArea(prediction.text);
  // As high as what is written, as each line is seen in it.
  const mirror = element("span", "");
  mirror.setAttribute("aria-hidden", true);
  // Under the code, each line may be one that its letters do without.
  const least = () => (panel.matches(".under") ? 1 : LEAST);
  const keys = phrase("predict.keys");
  const button = makeButton("", keys, submit);

  const follow = () => {
    prediction.text = area.value;
    prediction.keep(area.value);
    const empty = least() - area.value.split("\n").length;
    mirror.textContent = area.value + "\n".repeat(1 + Math.max(0, empty));
    const isEmpty = !area.value.trim();
    button.textContent = phrase(isEmpty ? "predict.silently" : "predict.compare");
    output.fit();
    if (area.selectionEnd === area.value.length) box.scrollTop = box.scrollHeight;
  };

  area.addEventListener("input", follow);
  panel.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, isComposing } = event;
    const isSubmitted = key === "Enter" && (ctrlKey || metaKey) && !isComposing;
    if (isSubmitted || event.target === area) event.stopPropagation();
    if (!isSubmitted) return;
    event.preventDefault();
    submit();
  });

  // The box is no region of its own: it is all the text area's.
  for (const name of ["role", "aria-label", "tabindex"]) box.removeAttribute(name);
  box.classList.add("edited");
  output.offer(button);
  output.say(phrase("predict.question"));
  output.showInstead([mirror, area]);
  follow();
  area.focus({ preventScroll: true });
  return area;
};
