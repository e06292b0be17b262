// Python in a worker, loaded once and in the background. A program is stopped by ending its
// worker; a spare one, started meanwhile, takes its place at once. There are two, as whoever stops
// one program often stops the next before another spare has booted.
const python = (() => {
  const FILES = "python.js";
  // A worker whose start the browser blocks says nothing: this long without news is a failure.
  const PATIENCE = 90_000; // milliseconds
  const SPARES = 2;
  const events = new EventTarget();
  let state = "asleep";
  let reason = "";
  let progress = 0;
  let hasRun = false;
  let files;
  let parts;
  let active;
  let spares = [];
  let current;

  const become = (next, how = {}) => {
    state = next;
    ({ reason = "", progress = 0 } = how);
    events.dispatchEvent(new Event("change"));
  };

  const finish = (result) => {
    const done = current;
    current = undefined;
    done?.resolve(result);
  };

  const fail = (why) => {
    discard(active);
    become("failed", { reason: `Python ne peut pas démarrer ici\u202f: ${why}` });
    finish({ failed: reason });
  };

  const discard = (one) => {
    if (one) {
      clearTimeout(one.watchdog);
      one.worker.onmessage = one.worker.onerror = null;
      one.worker.terminate();
    }
  };

  const start = () => {
    const address = URL.createObjectURL(new Blob([files.worker], { type: "text/javascript" }));
    const one = { worker: new Worker(address), isReady: false };
    one.worker.onmessage = ({ data }) => (answers[data.kind] ?? show)(data, one);
    one.worker.onerror = ({ message }) =>
      crash(one, message || "le navigateur a refusé son fil d’exécution");
    const { packed, sources, lock } = files;
    one.worker.postMessage({ packed, parts, sources, lock });
    URL.revokeObjectURL(address);
    one.watchdog = setTimeout(() => crash(one, "il ne répond pas"), PATIENCE);
    return one;
  };

  // One at a time, and none while the room waits for Python.
  const startSpare = () => {
    if (active.isReady && spares.length < SPARES && spares.every(({ isReady }) => isReady)) {
      spares.push(start());
    }
  };

  const replace = () => {
    discard(active);
    active = spares.shift() ?? start();
    if (active.isReady) {
      become("ready");
      startSpare();
    } else {
      become("loading", { progress: 0.75 });
    }
  };

  const crash = (one, why) => {
    if (one !== active) {
      discard(one);
      spares = spares.filter((spare) => spare !== one);
    } else if (state === "running") {
      replace();
      finish({ failed: `Python s’est arrêté net\u202f: ${why}` });
    } else {
      fail(why);
    }
  };

  const show = ({ kind, text }) => current?.show(kind, text);

  const answers = {
    unpacked: ({ parts: unpacked }) => {
      parts = unpacked;
      files.packed = undefined;
      if (state === "loading") {
        become("loading", { progress: 0.75 });
      }
    },
    ready: (_, one) => {
      clearTimeout(one.watchdog);
      one.isReady = true;
      if (one === active) {
        become("ready");
        begin();
      }
      startSpare();
    },
    end: ({ text }) => {
      become("ready");
      finish(JSON.parse(text));
    },
    failed: ({ text }, one) => crash(one, text),
  };

  const begin = () => {
    if (current && state === "ready") {
      hasRun = true;
      become("running");
      active.worker.postMessage(current.program);
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
      become("loading", { progress: 0.4 });
      active = start();
    };
    document.head.append(script);
  };

  const stop = () => {
    if (current && state === "running") {
      replace();
    }
    finish({ stopped: true });
  };

  // Run or record a program, as its `act` says; `show` takes each piece that it prints. A program
  // that runs is ended first.
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

  return {
    load,
    run,
    stop,
    onchange: (listener) => events.addEventListener("change", listener),
    get state() {
      return state;
    },
    get reason() {
      return reason;
    },
    get progress() {
      return progress;
    },
    get spares() {
      return spares.filter(({ isReady }) => isReady).length;
    },
    get hasRun() {
      return hasRun;
    },
  };
})();
