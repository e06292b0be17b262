// The worker that holds Python: it boots once, then runs one block after another. Its loader, which
// defines `loadPyodide` and `createPyodideModule`, is above it in the same script.
import { bytesOf } from "./dense.js";
import { makeFiles } from "./files.js";
import { disarm, makeGate } from "./gate.js";
import { takeSnapshot } from "./snapshot.js";

const post = self.postMessage.bind(self);

// Without a blob: WebKit lets a worker of a page on disk read none.
const unzip = (text, type) =>
  new Response(new Response(bytesOf(text)).body.pipeThrough(new DecompressionStream("gzip")), {
    headers: { "Content-Type": type },
  });

const unpack = async ({ wasm, library }) => {
  const module = WebAssembly.compileStreaming(unzip(wasm, "application/wasm"));
  return { library: await unzip(library, "application/zip").arrayBuffer(), module: await module };
};

const boot = async ({ module, library, sources, lock, words }) => {
  const userAgent = navigator.userAgent;
  disarm();
  self.navigator = { userAgent };
  // What JavaScript lets go of would be freed in a memory that has been put back since.
  self.FinalizationRegistry = class {
    register() {}

    unregister() {}
  };
  const gate = makeGate(words["why.gate"]);
  let files;
  // Pyodide fetches two files: the library, and the wasm that is compiled already.
  self.fetch = async () => new Response(library);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    gate.put(imports.env);
    // No timer fires while Python computes, but every few steps it asks here for a signal.
    imports.env._Py_CheckEmscriptenSignals_Helper = () => {
      files?.tick();
      return 0;
    };
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  const pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: "file:///",
    stdLibURL: "file:///library",
    lockFileContents: lock,
    jsglobals: { eval, Object, setTimeout, clearTimeout, setInterval, clearInterval },
    stdin: () => null,
  });
  delete self.fetch;
  for (const [path, source] of Object.entries(sources)) {
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    pyodide.FS.writeFile(path, source);
  }
  for (const name of ["js", "pyodide_js"]) {
    pyodide.unregisterJsModule(name);
  }
  pyodide.FS.writeFile("words.json", JSON.stringify(words));
  files = makeFiles(pyodide);
  // Where a signal would be: without a place, none is asked for.
  pyodide.setInterruptBuffer([0]);
  const answer = pyodide.pyimport("deck.page.python.inside.worker").prepare();
  // Called as C calls it: through the gate, nothing that converts values can.
  const { _PyObject_CallNoArgs, PyProxy_getPtr } = pyodide._module;
  const call = _PyObject_CallNoArgs.bind(null, PyProxy_getPtr(answer));
  gate.close();
  let restore;
  const ask = (program, port) => {
    files.ask(program, port);
    if (!call()) {
      throw new Error(words["why.silent"]);
    }
    return files.answered();
  };
  // What is loaded ahead stays; of what any other program leaves behind, nothing does.
  const warm = (program) => {
    ask(program, { postMessage() {} });
    restore = undefined;
  };
  const run = (program, port) => {
    restore ??= takeSnapshot(pyodide);
    return { text: ask(program, port), isSpoilt: !restore() };
  };
  return { warm, run };
};

// Each run has a port of its own, which the page closes once it has ended.
const booted = new Promise((resolve) => {
  self.onmessage = ({ data }) => resolve(data);
}).then(async ({ packed, parts, ...ours }) => {
  const unpacked = parts ?? (await unpack(packed));
  post({ kind: "unpacked", parts: unpacked });
  const { warm, run } = await boot({ ...unpacked, ...ours });
  self.onmessage = ({ data, ports: [port] }) => {
    try {
      port.postMessage({ kind: "end", ...(data.act === "warm" ? warm(data) : run(data, port)) });
    } catch (error) {
      port.postMessage({ kind: "failed", text: error.message ?? String(error) });
    }
  };
  post({ kind: "ready" });
  // What the first program of each kind loads, each would load anew; nothing waits for it.
  const first = { python: "print()", pycon: ">>> print()" };
  setTimeout(() => {
    for (const [language, source] of Object.entries(first)) {
      warm({ act: "run", language, context: "", source });
    }
  }, 200);
});
booted.catch((error) => post({ kind: "failed", text: String(error) }));
