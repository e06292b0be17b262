// The theme, light or dark: that of this window, or else what the author of the deck wants.
import { ofThisWindow } from "../browser/storage.js";

const root = document.documentElement;
const KEY = "theme";
export const prefersDark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => {
  const { colorSchema } = root.dataset;
  const theme = ofThisWindow?.getItem(KEY) ?? colorSchema;
  return theme === "dark" || (theme === "auto" && prefersDark.matches);
};

export const dress = (isDarkNow = isDark()) => root.classList.toggle("dark", isDarkNow);

export const choose = (theme) => {
  ofThisWindow?.setItem(KEY, theme);
  dress(theme === "dark");
};
