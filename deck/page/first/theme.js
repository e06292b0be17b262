// The theme, light or dark: that of this window, or else what the author of the deck wants.
const root = document.documentElement;
const KEY = "theme";
export const prefersDark = matchMedia("(prefers-color-scheme: dark)");

// What somebody chose here; a browser may keep nothing, as for a page on disk.
const chosen = () => {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
};

const isDark = () => {
  const { colorSchema } = root.dataset;
  const theme = chosen() ?? colorSchema;
  return theme === "dark" || (theme === "auto" && prefersDark.matches);
};

export const dress = (isDarkNow = isDark()) => root.classList.toggle("dark", isDarkNow);

export const choose = (theme) => {
  try {
    sessionStorage.setItem(KEY, theme);
  } catch {
    // It holds until the page is loaded again.
  }
  dress(theme === "dark");
};
