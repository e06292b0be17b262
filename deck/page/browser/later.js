// Load what is wanted later, a folder of the site at a time.
import { fontsLoaded } from "./fonts.js";

export const loadScript = (src) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: trusted.script(src), async: false, onload: resolve });
    script.onerror = () => reject(new Error(src));
    document.head.append(script);
  });

// Scripts run in the order in which they are asked for, whichever style comes first.
let earlier = fontsLoaded;

// What is drawn is measured: not before it has its style, which has the name of the folder, and
// its fonts. A file that is missing is an error, with its name.
export const loadLater = async (folder, ...names) => {
  const href = `${folder}/${folder}.css`;
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const styled = new Promise((resolve, reject) => {
    style.addEventListener("load", resolve);
    style.addEventListener("error", () => reject(new Error(href)));
  });
  document.head.append(style);
  const ready = Promise.all([styled, earlier]);
  earlier = ready.catch(() => {});
  await ready;
  await Promise.all(names.map((name) => loadScript(`${folder}/${name}.js`)));
};
