// Python in a worker: loaded once and in the background, stopped by ending its worker.
const python = (() => {
  const FILES = "python.js";
  // A worker whose start the browser blocks says nothing: this long without news is a failure.
  const PATIENCE = 90_000;
  const events = new EventTarget();
  let state = "asleep";
  let reason = "";
  let progress = 0;
  let files;
  let parts;
  let worker;
  let watchdog;
  let current;

  const become = (next, how = {}) => {
    state = next;
    ({ reason = "", progress = state === "loading" ? progress : 0 } = how);
    events.dispatchEvent(new Event("change"));
  };

  const finish = (result) => {
    const done = current;
    current = undefined;
    done?.resolve(result);
  };

  const fail = (why) => {
    end();
    become("failed", { reason: `Python ne peut pas démarrer ici\u202f: ${why}` });
    finish({ failed: reason });
  };

  const end = () => {
    clearTimeout(watchdog);
    if (worker) {
      worker.onmessage = worker.onerror = null;
      worker.terminate();
    }
    worker = undefined;
  };

  const spawn = () => {
    become("loading", { progress: 0.5 });
    const address = URL.createObjectURL(new Blob([files.worker], { type: "text/javascript" }));
    worker = new Worker(address);
    worker.onmessage = ({ data }) => (answers[data.kind] ?? show)(data);
    worker.onerror = (event) => crash(event.message || "le navigateur a refusé son fil d'exécution");
    const { packed, sources, lock } = files;
    worker.postMessage({ packed, parts, sources, lock });
    URL.revokeObjectURL(address);
    watchdog = setTimeout(() => fail("il ne répond pas"), PATIENCE);
  };

  const crash = (why) => {
    if (state !== "running") {
      fail(why);
      return;
    }
    end();
    spawn();
    finish({ failed: `Python s'est arrêté net\u202f: ${why}` });
  };

  const show = ({ kind, text }) => current?.show(kind, text);

  const answers = {
    unpacked: ({ parts: unpacked }) => {
      parts = unpacked;
      files.packed = undefined;
      become("loading", { progress: 0.75 });
    },
    ready: () => {
      clearTimeout(watchdog);
      become("ready");
      begin();
    },
    end: ({ text }) => {
      become("ready");
      finish(JSON.parse(text));
    },
    failed: ({ text }) => fail(text),
  };

  const begin = () => {
    if (current && state === "ready") {
      become("running");
      worker.postMessage(current.program);
    }
  };

  const load = () => {
    if (state !== "asleep") {
      return;
    }
    if (!self.Worker || !self.DecompressionStream || !self.WebAssembly?.compileStreaming) {
      fail("ce navigateur est trop ancien");
      return;
    }
    become("loading", { progress: 0.1 });
    const script = document.createElement("script");
    script.src = FILES;
    script.onerror = () => fail(`le fichier ${FILES} manque à côté de la page`);
    script.onload = () => {
      files = self.pythonFiles;
      self.pythonFiles = undefined;
      script.remove();
      spawn();
    };
    document.head.append(script);
  };

  // Run a program; `show` takes each piece that it prints. A program that runs is ended first.
  const run = (program, show) => {
    stop();
    return new Promise((resolve) => {
      current = { program, show, resolve };
      load();
      begin();
      if (state === "failed") {
        finish({ failed: reason });
      }
    });
  };

  const stop = () => {
    if (current && state === "running") {
      end();
      spawn();
    }
    finish({ stopped: true });
  };

  return {
    load,
    run,
    stop,
    get state() {
      return state;
    },
    get reason() {
      return reason;
    },
    get progress() {
      return progress;
    },
    onchange: (listener) => events.addEventListener("change", listener),
  };
})();
