// The key that turns the page dark, and the other windows of the deck with it.

import { choose, dress, prefersDark } from "../theme.js";
import { phrase } from "../words.js";

const others = self.BroadcastChannel && new BroadcastChannel(`theme ${location.pathname}`);

const toggle = () => {
  const theme = document.documentElement.classList.contains("dark") ? "light" : "dark";
  choose(theme);
  others?.postMessage(theme);
};

export const bindTheme = () => {
  const description = phrase("stage.key.theme");
  Reveal.addKeyBinding({ keyCode: 84, key: "T", description }, toggle);
  others?.addEventListener("message", ({ data }) => choose(data));
  prefersDark.addEventListener("change", () => dress());
};
