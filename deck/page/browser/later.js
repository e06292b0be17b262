// Load what is wanted later, a folder of the site at a time.
import { fontsLoaded } from "./fonts.js";

// A file that is missing is an error, with its name; whoever asks again begins anew.
const load = (element, file) =>
  new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(new Error(file));
    };
    document.head.append(element);
  });

export const loadScript = (file) => {
  const script = document.createElement("script");
  return load(Object.assign(script, { src: trusted.script(file), async: false }), file);
};

// Scripts run in the order in which they are asked for, whichever style comes first.
let earlier = fontsLoaded;

// What is drawn is measured: not before it has its style, which has the name of the folder, and
// its fonts.
export const loadLater = async (folder, ...names) => {
  const href = `${folder}/${folder}.css`;
  const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const ready = Promise.all([load(style, href), earlier]);
  earlier = ready.catch(() => {});
  await ready;
  await Promise.all(names.map((name) => loadScript(`${folder}/${name}.js`)));
};
