// Write to the standard output the compiled standard library of Pyodide's Python.
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const archive = new URL("python_stdlib.zip", import.meta.resolve("pyodide"));
const program = new URL("stdlib.py", import.meta.url);
// Code without column numbers is 8 % smaller; the programs of the deck keep theirs.
const env = { PYTHONNODEBUGRANGES: "1", PYTHONHASHSEED: "0" };
const python = await loadPyodide({ env });
python.runPython(readFileSync(program, "utf8"));
const compiled = python.globals.get("compiled")(python.toPy(new Uint8Array(readFileSync(archive))));
process.stdout.write(compiled.toJs());
