// The address of the deck, for the phones of the room.
import "./address.css";
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";
import { toggleDialog } from "./dialog.js";
import { notify } from "./notice.js";

// A code is dark on light in any theme, or else phones do not read it.
const content = () => {
  const { url, picture } = qr;
  const image = Object.assign(element("img", ""), {
    src: picture,
    alt: phrase("stage.address.code"),
  });
  const link = Object.assign(element("a", "", url), { href: url });
  return [image, element("p", "", link)];
};

const show = () => {
  if (qr) toggleDialog("address", "R", content);
  else notify(phrase("stage.nothing.address"));
};

export const bindAddress = () => {
  const description = phrase("stage.key.address");
  Reveal.addKeyBinding({ keyCode: 82, key: "R", description }, show);
};
