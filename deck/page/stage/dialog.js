// A box over the slides, which takes the keys until it is closed; the browser then gives the
// focus back to where it was.
import "./dialog.css";
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";

let open;

// Its keys are not those of the slides.
export const isDialogOpen = () => Boolean(open?.open);

// The browser tells of it later, and another key may come before: after Escape, too.
const closeDialog = () => {
  const closed = open;
  open = undefined;
  closed?.close();
  closed?.remove();
};

// Show a box of that name, or close it where it is shown; `key` closes it, too.
export const toggleDialog = (name, key, makeContent) => {
  const isSame = isDialogOpen() && open.classList.contains(name);
  closeDialog();
  if (isSame) return;
  const title = element("h1", "", phrase(`stage.${name}`));
  const button = element("button", "", phrase("stage.close"));
  button.type = "button";
  button.addEventListener("click", closeDialog);
  title.id = "dialog-title";
  open = element(
    "dialog",
    `dialog ${name}`,
    element("header", "", title, button),
    ...makeContent(),
  );
  open.setAttribute("aria-labelledby", title.id);
  // By Escape.
  open.addEventListener("close", ({ target }) => target === open && closeDialog());
  open.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key.toUpperCase() === key) closeDialog();
  });
  open.addEventListener("click", ({ target }) => target === open && closeDialog());
  document.body.append(open);
  open.showModal();
};
