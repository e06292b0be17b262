// Run pytest in Pyodide: node pyodide.mjs PYODIDE ENVIRONMENT FOLDER… -- ARGUMENT…
// PYODIDE is its folder. The others are mounted where they are, and the current one is the same.
import { pathToFileURL } from "node:url";

const [folder, environment, ...words] = process.argv.slice(2);
const folders = words.slice(0, words.indexOf("--"));
const options = words.slice(words.indexOf("--") + 1);

const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const pyodide = await loadPyodide({
  env: { HOME: "/home/pyodide", ...JSON.parse(environment) },
  indexURL: folder,
});
for (const path of folders) {
  pyodide.FS.mkdirTree(path);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: path }, path);
}
pyodide.FS.mkdirTree(process.cwd());
pyodide.globals.set("here", process.cwd());
pyodide.globals.set("options", pyodide.toPy(options));
const program = `
import os, sys
os.chdir(here)
sys.path[:0] = os.environ["PYTHONPATH"].split(":")
sys.dont_write_bytecode = True
# The folders were not there yet when Python started.
sys.path_importer_cache.clear()
import pytest
int(pytest.main(options))
`;
try {
  process.exitCode = await pyodide.runPythonAsync(program);
} catch (error) {
  // Node would show a line of the loader, of a million characters.
  console.error(error.message);
  process.exitCode = 3;
}
