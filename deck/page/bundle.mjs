// Bundle the scripts and the style of the page, each with what it imports; write them in JSON to the
// standard output, by name, or the errors that esbuild finds.
import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const DECK = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// Each entry, the folder of the site in which it is, and the one name that other scripts know it by.
const ENTRIES = [
  { entry: "page/page.css" },
  { entry: "page/trusted.js", name: "trusted" },
  { entry: "page/first.js" },
  { entry: "page/start.js", name: "deck" },
  { entry: "page/block/blocks.js", name: "blocks" },
  { entry: "page/player/player.js", folder: "player/" },
  { entry: "page/python/worker.js" },
  { entry: "paper/slides.css" },
  { entry: "paper/handout.css" },
  { entry: "paper/paper.js", name: "paper" },
  { entry: "live/band.js" },
];

const bundle = async ({ entry, folder = "", name }) => {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [DECK + entry],
    outdir: ROOT,
    bundle: true,
    write: false,
    format: "iife",
    globalName: name,
    charset: "utf8",
    external: ["*.woff2"],
    sourcemap: "external",
    logLevel: "silent",
  });
  return outputFiles.map(({ path, text }) => [folder + basename(path), text]);
};

const told = ({ location, text }) => {
  const { file = "", line = 1 } = location ?? {};
  return { file: relative("", file), line, text };
};

try {
  const bundles = await Promise.all(ENTRIES.map(bundle));
  process.stdout.write(JSON.stringify({ bundles: Object.fromEntries(bundles.flat()) }));
} catch ({ errors, message }) {
  const found = errors?.map(told) ?? [{ file: "", line: 1, text: message }];
  process.stdout.write(JSON.stringify({ errors: found }));
}
