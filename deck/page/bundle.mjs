// Bundle the scripts and the style of the page, each with what it imports: for each line that comes,
// a list of entries, or null for all, write what is made of each, and of which files, as a line of
// JSON, or the errors that esbuild finds. node bundle.mjs REVEAL
import { basename, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { context } from "esbuild";

const DECK = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const [REVEAL] = process.argv.slice(2);
// Each entry, the folder of the site in which it is, and the one name that other scripts know it by.
const ENTRIES = [
  { entry: "page/page.css" },
  { entry: "page/trusted.js", name: "trusted" },
  { entry: "page/first.js" },
  { entry: "page/refit.js" },
  { entry: "page/reveal.js" },
  { entry: "page/start.js", name: "deck" },
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
      importer.startsWith(REVEAL) ? { path: `${DECK}page/absent.js` } : undefined,
    );
  },
};

const contextOf = ({ entry, name }) =>
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
    external: ["*.woff2"],
    plugins: [reveal],
    sourcemap: "external",
    metafile: true,
    logLevel: "silent",
  });

// One is made when it is first asked for.
const contexts = new Map();
const partOf = async (one) => {
  const { entry, folder = "" } = one;
  if (!contexts.has(entry)) contexts.set(entry, contextOf(one));
  const { outputFiles, metafile } = await (await contexts.get(entry)).rebuild();
  const outputs = outputFiles.map(({ path, text }) => [folder + basename(path), text]);
  return [entry, { inputs: Object.keys(metafile.inputs), outputs: Object.fromEntries(outputs) }];
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
process.exit();
