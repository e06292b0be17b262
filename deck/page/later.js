// Load what is wanted later, a folder of the site at a time.
import { fontsLoaded } from "./fonts.js";

const scriptOf = (src) =>
  Object.assign(document.createElement("script"), { src: trusted.script(src), async: false });

// What is drawn is measured: not before it has its style, which has the name of the folder, and
// its fonts.
export const loadLater = async (folder, ...names) => {
  const href = `${folder}/${folder}.css`;
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const styled = new Promise((resolve) => style.addEventListener("load", resolve));
  document.head.append(style);
  await Promise.all([styled, fontsLoaded]);
  document.head.append(...names.map((name) => scriptOf(`${folder}/${name}.js`)));
};
