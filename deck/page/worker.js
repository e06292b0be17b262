// The worker that holds Python: it boots once, then runs one block after another.
const post = self.postMessage.bind(self);
const load = self.importScripts.bind(self);

// The code that runs here is anybody's: what could reach a network, a disk or another page goes.
// The page's Content-Security-Policy, which holds here too, is the other barrier.
const OUT_OF_REACH = [
  "BroadcastChannel", "EventSource", "RTCPeerConnection", "SharedWorker", "WebSocket",
  "WebSocketStream", "WebTransport", "Worker", "XMLHttpRequest", "caches", "cookieStore", "fetch",
  "importScripts", "indexedDB", "navigator", "postMessage", "webkitRequestFileSystem",
  "webkitRequestFileSystemSync",
];

const disarm = () => {
  for (const name of OUT_OF_REACH) {
    for (let owner = self; owner; owner = Object.getPrototypeOf(owner)) {
      delete owner[name];
    }
  }
};

const bytes = (base64) =>
  Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt());

const unzip = (base64, type) =>
  new Response(new Blob([bytes(base64)]).stream().pipeThrough(new DecompressionStream("gzip")), {
    headers: { "Content-Type": type },
  });

const unpack = async ({ wasm, library, loader }) => {
  const module = WebAssembly.compileStreaming(unzip(wasm, "application/wasm"));
  return {
    loader: await unzip(loader, "text/javascript").blob(),
    library: await unzip(library, "application/zip").blob(),
    module: await module,
  };
};

const boot = async ({ module, library, loader, sources, lock }) => {
  const userAgent = navigator.userAgent;
  disarm();
  self.navigator = { userAgent };
  // Pyodide fetches two files: the library, and the wasm that is compiled already.
  self.fetch = async () => new Response(library);
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
  load(URL.createObjectURL(loader));
  const pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: "file:///",
    stdLibURL: "file:///library",
    lockFileContents: lock,
    jsglobals: { eval, Object, setTimeout, clearTimeout, setInterval, clearInterval },
    stderr() {},
    stdout() {},
  });
  delete self.fetch;
  for (const [path, source] of Object.entries(sources)) {
    pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    pyodide.FS.writeFile(path, source);
  }
  for (const name of ["js", "pyodide_js"]) {
    pyodide.unregisterJsModule(name);
  }
  const run = pyodide.pyimport("deck.page.worker").prepare((kind, text) => post({ kind, text }));
  const record = (...words) => pyodide.pyimport("deck.page.recorder").record_block(...words);
  return { run, record };
};

const booted = new Promise((resolve) => {
  self.onmessage = ({ data }) => resolve(data);
}).then(async ({ packed, parts, ...ours }) => {
  const unpacked = parts ?? (await unpack(packed));
  post({ kind: "unpacked", parts: unpacked });
  const does = await boot({ ...unpacked, ...ours });
  self.onmessage = ({ data: { act, language, context, source } }) => {
    post({ kind: "end", text: does[act](language, context, source) });
  };
  post({ kind: "ready" });
  // Transcripts need this module; nothing else waits for it.
  setTimeout(() => does.run("pycon", "", ""), 200);
});
booted.catch((error) => post({ kind: "failed", text: String(error) }));
