// The key that turns the page dark, and light again.
import { choose, dress, prefersDark } from "../first/theme.js";
import { phrase } from "../words.js";

const toggle = () => {
  const isDark = document.documentElement.classList.contains("dark");
  choose(isDark ? "light" : "dark");
};

export const bindTheme = () => {
  const description = phrase("stage.key.theme");
  Reveal.addKeyBinding({ keyCode: 84, key: "T", description }, toggle);
  prefersDark.addEventListener("change", () => dress());
};
