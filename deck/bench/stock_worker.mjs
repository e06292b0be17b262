// Runs programs in Pyodide as its documentation says.
import { loadPyodide } from "./pyodide.mjs";

const python = await loadPyodide();
python.setStdout({ batched: (text) => postMessage(text) });
self.onmessage = ({ data }) => python.runPython(data);
postMessage("ready");
