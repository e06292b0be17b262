// Write to the standard output the compiled modules of a zip, which Python will find at a path:
// node stdlib.mjs [ZIP PATH]; without them, the standard library of Pyodide's Python.
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const standard = new URL("python_stdlib.zip", import.meta.resolve("pyodide"));
const [archive = standard, path = "/lib/python314.zip"] = process.argv.slice(2);
const program = new URL("stdlib.py", import.meta.url);
// Code without column numbers is 8 % smaller; the programs of the deck keep theirs.
const env = { PYTHONNODEBUGRANGES: "1", PYTHONHASHSEED: "0" };
const python = await loadPyodide({ env });
python.runPython(readFileSync(program, "utf8"));
const bytes = python.toPy(new Uint8Array(readFileSync(archive)));
process.stdout.write(python.globals.get("compiled")(bytes, path).toJs());
