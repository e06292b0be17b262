// The keys of the player, while it is open.
import { phrase } from "../words.js";

const OF_SENDS = {
  87: ["W", "help.send.before", (acts) => acts.jump(-1)],
  88: ["X", "help.send.after", (acts) => acts.jump(1)],
};
const KEYS = {
  27: [phrase("key.escape"), "help.leave", (acts) => acts.leave()],
  36: [phrase("key.home"), "help.first", (acts) => acts.first()],
  35: [phrase("key.end"), "help.last", (acts) => acts.last()],
  76: ["L", "help.lines", (acts) => acts.changeGrain()],
  80: ["P", "help.play", (acts) => acts.play()],
  // Those of the digits, on the right of a keyboard; the others are heard by their character.
  107: ["+", "help.faster", (acts) => acts.changePace(1)],
  109: ["-", "help.slower", (acts) => acts.changePace(-1)],
  81: ["Q", "help.diagram", (acts) => acts.toggleDiagram()],
};

// Bind them, those of sends where something is sent, and nowhere else; return what unbinds them.
export const bindKeys = (reveal, acts, hasSends) => {
  const keys = hasSends ? { ...KEYS, ...OF_SENDS } : KEYS;
  for (const [keyCode, [key, says, act]] of Object.entries(keys)) {
    const description = phrase(says);
    reveal.addKeyBinding({ keyCode: Number(keyCode), key, description }, () => act(acts));
  }
  return () => {
    for (const keyCode of Object.keys(keys)) reveal.removeKeyBinding(Number(keyCode));
  };
};
