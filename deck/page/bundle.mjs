// Bundle the scripts and the style of the page, each with what it imports, for each line that comes:
// write them by name as a line of JSON, or the errors that esbuild finds.
import { basename, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { context } from "esbuild";

const DECK = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// Each entry, the folder of the site in which it is, and the one name that other scripts know it by.
const ENTRIES = [
  { entry: "page/page.css" },
  { entry: "page/trusted.js", name: "trusted" },
  { entry: "page/first.js" },
  { entry: "page/refit.js" },
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

const contextOf = async ({ entry, folder = "", name }) => {
  const made = await context({
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
    sourcemap: "external",
    logLevel: "silent",
  });
  return async () => {
    const { outputFiles } = await made.rebuild();
    return outputFiles.map(({ path, text }) => [folder + basename(path), text]);
  };
};

const told = ({ location, text }) => {
  const { file = "", line = 1 } = location ?? {};
  return { file: relative("", file), line, text };
};

const rebuildAll = await Promise.all(ENTRIES.map(contextOf));

const bundles = async () => {
  try {
    const built = await Promise.all(rebuildAll.map((rebuild) => rebuild()));
    return { bundles: Object.fromEntries(built.flat()) };
  } catch ({ errors, message }) {
    return { errors: errors?.map(told) ?? [{ file: "", line: 1, text: message }] };
  }
};

for await (const _ of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await bundles())}\n`);
}
process.exit();
