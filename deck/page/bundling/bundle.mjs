// Bundle the scripts and the style of the page, each with what it imports: for each line that comes,
// a list of entries, or null for all, write what is made of each, and of which files, as a line of
// JSON, or the errors that esbuild finds. node bundle.mjs REVEAL
import { basename, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { context, stop } from "esbuild";

const DECK = fileURLToPath(new URL("../..", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const [REVEAL] = process.argv.slice(2);
// Each entry, the folder of the site in which it is, and the one name that other scripts know it by.
const ENTRIES = [
  { entry: "page/style/page.css" },
  { entry: "page/style/faces.css" },
  { entry: "page/security/trusted.js", name: "trusted" },
  { entry: "page/first/first.js" },
  { entry: "page/first/refit.js" },
  { entry: "page/reveal/reveal.js" },
  { entry: "page/first/start.js", name: "deck" },
  { entry: "page/block/blocks.js", name: "blocks" },
  { entry: "page/player/player.js", folder: "player/" },
  { entry: "page/predict/predict.js", folder: "predict/" },
  { entry: "page/stage/stage.js", folder: "stage/" },
  { entry: "page/proof/proof.js", folder: "proof/", name: "proof" },
  { entry: "page/speaker/room.js", folder: "speaker/", name: "room" },
  { entry: "page/speaker/speaker.js", folder: "speaker/" },
  { entry: "page/python/worker.js" },
  { entry: "paper/slides.css" },
  { entry: "paper/handout.css" },
  { entry: "paper/paper.js", name: "paper" },
  { entry: "live/band.js" },
];

// Older browsers than those that have everything read this syntax at least.
const SYNTAX = ["chrome100", "firefox100", "safari15.4"];

// Of reveal.js, what few decks ask for: those get it as it is.
const ABSENT = /^fitty$|\/(autoanimate|notes|overlay|playback|printview|scrollview)$/;
const reveal = {
  name: "reveal",
  setup({ onResolve }) {
    onResolve({ filter: /^reveal\.js$/ }, () => ({ path: `${REVEAL}/js/index.ts` }));
    onResolve({ filter: ABSENT }, ({ importer }) =>
      importer.startsWith(REVEAL) ? { path: `${DECK}page/reveal/absent.js` } : undefined,
    );
  },
};

const contextOf = ({ entry, name }, loader) =>
  context({
    absWorkingDir: ROOT,
    entryPoints: [DECK + entry],
    outdir: ROOT,
    bundle: true,
    write: false,
    format: "iife",
    globalName: name,
    charset: "utf8",
    minify: true,
    target: SYNTAX,
    loader,
    external: ["*.woff2"],
    plugins: [reveal],
    sourcemap: "external",
    metafile: true,
    logLevel: "silent",
  });

// A script is made without its style, as the names that are shortened in it would follow from the
// letters of that, and a window takes over a new style only where the script is the same. One of
// each is made when it is first asked for.
const WITHOUT_STYLE = { ".css": "empty" };
const contexts = new Map();
const contextsOf = (one) => [contextOf(one), contextOf(one, WITHOUT_STYLE)];
const partOf = async (one) => {
  const { entry, folder = "" } = one;
  if (!contexts.has(entry)) contexts.set(entry, contextsOf(one));
  const [whole, bare] = await Promise.all(
    contexts.get(entry).map(async (made) => (await made).rebuild()),
  );
  const named = ({ outputFiles }, pattern) =>
    outputFiles.filter(({ path }) => pattern.test(path)).map(({ path, text }) => [path, text]);
  const outputs = [...named(whole, /\.css(\.map)?$/), ...named(bare, /\.js(\.map)?$/)];
  const texts = outputs.map(([path, text]) => [folder + basename(path), text]);
  return [
    entry,
    { inputs: Object.keys(whole.metafile.inputs), outputs: Object.fromEntries(texts) },
  ];
};

const told = ({ location, text }) => {
  const { file = "", line = 1 } = location ?? {};
  return { file: relative("", file), line, text };
};

const parts = async (entries) => {
  const asked = ENTRIES.filter(({ entry }) => entries?.includes(entry) ?? true);
  try {
    return { parts: Object.fromEntries(await Promise.all(asked.map(partOf))) };
  } catch ({ errors, message }) {
    return { errors: errors?.map(told) ?? [{ file: "", line: 1, text: message }] };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await parts(JSON.parse(line)))}\n`);
}
// Killed before its input is closed: esbuild may take that for a deadlock, and tell it at length.
await stop();
process.exit();
