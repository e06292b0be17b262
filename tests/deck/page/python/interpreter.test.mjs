// The page's Python, with workers that are driven: each says what a real one would, when it is told.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { gzipSync } from "node:zlib";
import { wordsOf } from "../words.mjs";

let python;
let workers;
let script;
// Is called with each worker that starts.
let tell;

class FakeWorker {
  constructor() {
    Object.assign(this, { isEnded: false, programs: [] });
    workers.push(this);
    tell();
  }
  postMessage(data, ports) {
    if (ports) {
      this.programs.push(data);
      [this.port] = ports;
    }
  }
  terminate() {
    this.isEnded = true;
  }
  say(kind, more = {}) {
    this.onmessage?.({ data: { kind, ...more } });
  }
}

// As often as a promise needs to be kept, and a message to come.
const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

const program = (source) => ({ act: "run", language: "python", context: "", source });
// Have a program go on for long enough to want a spare; it then ends.
const withSpare = async () => {
  await load();
  workers[0].say("ready");
  const ended = python.run(program("time.sleep(1)"), () => {});
  mock.timers.tick(1_000);
  await answer(workers[0]);
  await ended;
  workers[0].programs = [];
  workers[1].say("ready");
};
const living = () => workers.filter(({ isEnded }) => !isEnded);

const load = async () => {
  const started = new Promise((resolve) => {
    tell = resolve;
  });
  python.load();
  script.onload();
  await started;
};

const answer = async (worker, text = "{}") => {
  worker.port.postMessage({ kind: "end", text });
  await turns();
};

// As dense.py does where no letter is one that it must not write.
const packed = (text) => {
  const bytes = Buffer.from([...gzipSync(text), 1, 0, 0, 0]);
  const pairs = Array.from({ length: bytes.length >> 1 }, (_, rank) =>
    bytes.readUInt16BE(2 * rank),
  );
  return String.fromCharCode(...pairs);
};

let count = 0;
beforeEach(async () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  workers = [];
  Object.assign(globalThis, {
    self: globalThis,
    Worker: FakeWorker,
    trusted: { script: (name) => name, worker: () => "blob:worker" },
    words: wordsOf("fr"),
    pythonFiles: {
      loader: packed(""),
      ours: packed(JSON.stringify({ worker: "", sources: {}, lock: "{}" })),
    },
    document: {
      createElement: () => (script = { remove() {} }),
      head: { append() {} },
    },
  });
  count += 1;
  ({ python } = await import(`../../../../deck/page/python/interpreter.js?${count}`));
});

// A channel that is open keeps Node running.
afterEach(() => python.stop());

test("nothing is loaded before it is asked for", () => {
  assert.equal(python.state, "asleep");
  assert.deepEqual(workers, []);
});

test("a program waits for Python, runs, and its answer is read", async () => {
  const printed = [];
  const ended = python.run(program("x = 1\n"), (kind, text) => printed.push([kind, text]));
  await load();
  assert.equal(python.state, "loading");
  workers[0].say("ready");
  assert.equal(python.state, "running");
  workers[0].port.postMessage({ kind: "stdout", text: "hello" });
  await answer(workers[0], '{"line": 1, "defined": [["name", "x"]]}');
  assert.deepEqual(await ended, { line: 1, defined: [["name", "x"]] });
  assert.deepEqual(printed, [["stdout", "hello"]]);
  assert.equal(python.state, "ready");
});

test("a worker that said that it is ready is heard no more but by its channel", async () => {
  await load();
  workers[0].say("ready");
  assert.equal(workers[0].onmessage, null);
});

test("no spare starts as long as programs end at once", async () => {
  await load();
  workers[0].say("ready");
  const ended = python.run(program("x = 1"), () => {});
  mock.timers.tick(999);
  await answer(workers[0]);
  await ended;
  mock.timers.tick(10_000);
  assert.equal(workers.length, 1);
});

test("a program that goes on is stopped by ending its worker, and a spare one takes its place", async () => {
  await load();
  workers[0].say("ready");
  const ended = python.run(program("while True: pass"), () => {});
  assert.equal(python.state, "running");
  mock.timers.tick(1_000);
  workers[1].say("ready");
  python.stop();
  assert.deepEqual(await ended, { stopped: true });
  assert.equal(workers[0].isEnded, true);
  assert.equal(python.state, "ready");
});

test("a proof may go on for longer, as it loads first", async () => {
  await load();
  workers[0].say("ready");
  python.run({ act: "prove", edits: {}, files: {} }, () => {});
  mock.timers.tick(4_999);
  assert.equal(workers.length, 1);
  mock.timers.tick(1);
  assert.equal(workers.length, 2);
});

test("spares start one at a time, and there are three, once a program has been stopped", async () => {
  await load();
  workers[0].say("ready");
  python.run(program("while True: pass"), () => {});
  python.stop();
  assert.equal(python.state, "loading");
  assert.equal(workers.length, 2);
  workers[1].say("ready");
  assert.equal(workers.length, 3);
  workers[2].say("ready");
  assert.equal(workers.length, 4);
  workers[3].say("ready");
  assert.equal(workers.length, 5);
  workers[4].say("ready");
  assert.equal(workers.length, 5);
  assert.equal(python.spares, 3);
});

test("a worker that is as it was runs the next program, too", async () => {
  await load();
  workers[0].say("ready");
  const first = python.run(program("x = 1"), () => {});
  await answer(workers[0]);
  await first;
  python.run(program("x = 2"), () => {});
  assert.deepEqual(workers[0].programs, [program("x = 1"), program("x = 2")]);
});

test("a worker that could not be put back as it was runs no other program", async () => {
  await withSpare();
  const first = python.run(program("x = 1"), () => {});
  workers[0].port.postMessage({ kind: "end", text: "{}", isSpoilt: true });
  await first;
  assert.equal(workers[0].isEnded, true);
  assert.equal(python.state, "ready");
  python.run(program("y = 1"), () => {});
  assert.deepEqual(workers[1].programs, [program("y = 1")]);
});

test("what a proof needs is loaded once, and ahead by the spare that is next", async () => {
  await withSpare();
  const files = { "kit.zip": new ArrayBuffer(1) };
  const asked = { act: "prove", edits: {} };
  for (let time = 0; time < 2; time++) {
    const ended = python.run({ ...asked, files }, () => {});
    await answer(workers[0]);
    await ended;
  }
  assert.deepEqual(workers[0].programs, [{ act: "warm", files }, asked, asked]);
  assert.deepEqual(workers[1].programs, [{ act: "warm", files }]);
});

test("a new program ends the one that runs", async () => {
  await withSpare();
  const first = python.run(program("while True: pass"), () => {});
  python.run(program("print(1)"), () => {});
  assert.deepEqual(await first, { stopped: true });
  assert.deepEqual(workers[1].programs, [program("print(1)")]);
});

test("a start of which nothing is heard for 90 seconds has failed", async () => {
  const ended = python.run(program("print(1)"), () => {});
  await load();
  mock.timers.tick(89_999);
  assert.equal(python.state, "loading");
  mock.timers.tick(1);
  assert.equal(python.state, "failed");
  assert.deepEqual(await ended, {
    failed: "Python ne peut pas démarrer ici\u202f: il ne répond pas",
  });
  assert.deepEqual(living(), []);
});

test("a worker that dies while it runs is replaced, and says why", async () => {
  await withSpare();
  const ended = python.run(program("import ctypes"), () => {});
  workers[0].onerror({ message: "memory access out of bounds" });
  assert.deepEqual(await ended, {
    failed: "Python s’est arrêté net\u202f: memory access out of bounds",
  });
  assert.equal(python.state, "ready");
});

test("what a stopped program still says is not heard", async () => {
  await withSpare();
  const printed = [];
  python.run(program("print(1)"), (...piece) => printed.push(piece));
  const { port } = workers[0];
  python.stop();
  port.postMessage({ kind: "stdout", text: "late" });
  await turns();
  assert.deepEqual(printed, []);
});

test("a file that is missing beside the page is named", async () => {
  const ended = python.run(program("print(1)"), () => {});
  script.onerror();
  assert.deepEqual(await ended, {
    failed: "Python ne peut pas démarrer ici\u202f: le fichier python.js manque à côté de la page",
  });
});

test("a file that was missing, and has come, is loaded by the next run", async () => {
  const first = python.run(program("print(1)"), () => {});
  script.onerror();
  await first;
  const next = python.run(program("print(2)"), () => {});
  await load();
  workers[0].say("ready");
  assert.deepEqual(workers[0].programs, [program("print(2)")]);
  await answer(workers[0]);
  assert.deepEqual(await next, {});
});
