// Python in a worker, loaded once and in the background. A program that ends leaves its worker as it
// was. One that goes on is stopped by ending its worker; a spare one, started meanwhile, takes its
// place at once. There are some, of 70 MB each, as whoever stops one program often stops the next
// before another spare has booted.
import { phrase } from "../words.js";
import { openChannel } from "./channel.js";
import { bytesOf } from "./dense.js";

const FILES = "python.js";
// A worker whose start the browser blocks says nothing: this long without news is a failure.
const PATIENCE = 90_000; // milliseconds
const SPARES = 3;
// A program that goes on for so long may have to be stopped; what proves loads for a while first.
const LONG = { run: 1_000, proof: 5_000 }; // milliseconds
const events = new EventTarget();
let state = "asleep";
let reason = "";
let progress = 0;
let hasRun = false;
let files;
let script;
let parts;
let active;
let spares = [];
let wantsSpares = false;
let waiting;
let current;
let kit;

const become = (next, how = {}) => {
  state = next;
  ({ reason = "", progress = 0 } = how);
  events.dispatchEvent(new Event("change"));
};

const finish = (result) => {
  const done = current;
  current = undefined;
  done?.channel?.close();
  done?.resolve(result);
};

const fail = (why) => {
  discard(active);
  become("failed", { reason: phrase("python.failed", { why }) });
  finish({ failed: reason });
};

const discard = (one) => {
  if (one) {
    clearTimeout(one.watchdog);
    one.worker.onmessage = one.worker.onerror = null;
    one.worker.terminate();
  }
};

// What a worker says before any program has run in it is ours; then it is heard no more.
const start = () => {
  const one = { worker: new Worker(script), isReady: false };
  one.worker.onmessage = ({ data }) => answers[data.kind](data, one);
  one.worker.onerror = ({ message }) => crash(one, message || phrase("why.refused"));
  const { packed, sources, lock } = files;
  one.worker.postMessage({ packed, parts, sources, lock, words });
  one.watchdog = setTimeout(() => crash(one, phrase("why.late")), PATIENCE);
  return one;
};

// One at a time, and none while the room waits for Python.
const startSpare = () => {
  const canStart = wantsSpares && active.isReady && spares.every(({ isReady }) => isReady);
  if (canStart && spares.length < SPARES) spares.push(start());
};

const keepSpares = () => {
  wantsSpares = true;
  startSpare();
};

const replace = () => {
  clearTimeout(waiting);
  wantsSpares = true;
  discard(active);
  active = spares.shift() ?? start();
  prepare();
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
    finish({ failed: phrase("python.ended", { why }) });
  } else if (one.isReady) {
    replace();
  } else {
    fail(why);
  }
};

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
    one.worker.onmessage = null;
    one.isReady = true;
    prepare();
    if (one === active) {
      become("ready");
      begin();
    }
    startSpare();
  },
  failed: ({ text }, one) => crash(one, text),
};

const begin = () => {
  if (!current || state !== "ready") {
    return;
  }
  const { files: needed, ...program } = current.program;
  kit = needed ?? kit;
  hasRun = true;
  const one = active;
  const heard = { show: current.show, end, fail: (why) => crash(one, why) };
  current.channel = openChannel(program, heard);
  waiting = setTimeout(keepSpares, needed ? LONG.proof : LONG.run);
  if (needed) warm(one);
  one.worker.postMessage(program, [current.channel.theirs]);
  become("running");
};

// What a worker has loaded, it keeps.
const warm = (one) => {
  if (one.files === kit) return;
  one.files = kit;
  one.worker.postMessage({ act: "warm", files: kit }, [new MessageChannel().port2]);
};

// Loading takes long: the spare that is next does it before it is asked to.
const prepare = () => {
  const [next] = spares;
  if (kit && next?.isReady) warm(next);
};

const end = (answer, isSpoilt) => {
  clearTimeout(waiting);
  if (isSpoilt) {
    replace();
  } else {
    become("ready");
    prepare();
  }
  finish(answer);
};

const load = () => {
  // What was missing may have come since.
  if (state !== "asleep" && state !== "failed") {
    return;
  }
  if (!self.Worker || !self.WebAssembly?.compileStreaming) {
    fail(phrase("why.old"));
    return;
  }
  become("loading", { progress: 0.1 });
  const element = document.createElement("script");
  element.src = trusted.script(FILES);
  element.onerror = () => fail(phrase("why.missing", { file: FILES }));
  element.onload = () => {
    element.remove();
    take(self.pythonFiles).catch((error) => fail(String(error)));
  };
  document.head.append(element);
};

// The worker is one script, its loader's and ours: its policy lets it load no other.
const take = async ({ ours, ...packed }) => {
  self.pythonFiles = undefined;
  become("loading", { progress: 0.4 });
  files = { packed, ...JSON.parse(await (await unzipped(ours)).text()) };
  const texts = [await unzipped(files.packed.loader), files.worker];
  script = trusted.worker(new Blob(texts, { type: "text/javascript" }));
  active = start();
};

export const unzipped = (text) => {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).blob();
};

const stop = () => {
  if (current && state === "running") {
    replace();
  }
  finish({ stopped: true });
};

// Run or record a program, as its `act` says; `show` takes each piece that it prints. A program
// that runs is ended first. What it needs beside Python are its `files`.
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

export const python = {
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
