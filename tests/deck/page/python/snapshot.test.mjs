// Pyodide's own memory and files, here in Node: what a program leaves behind is undone.
import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { loadPyodide } from "pyodide";
import { takeSnapshot } from "../../../../deck/page/python/snapshot.js";

let pyodide;
let restore;
const run = (source) => pyodide.runPython(source);

before(async () => {
  pyodide = await loadPyodide();
  run("import os, sys\nos.mkdir('/kept')");
});
beforeEach(() => {
  pyodide.FS.writeFile("/kept/a.txt", "as it was");
  restore = takeSnapshot(pyodide);
});

const isUndone = (source, isLeft) => {
  run(source);
  assert.equal(run(isLeft), true);
  assert.equal(restore(), true);
  assert.equal(run(isLeft), false);
};

test("names, and what is changed of a module, are forgotten", () => {
  isUndone("import colorsys\nos.path.join = None", "os.path.join is None");
  assert.equal(run("'colorsys' in sys.modules"), false);
});

test("memory that was taken is free again, and as empty as it was", () => {
  const { length } = pyodide._module.HEAP8;
  isUndone("block = bytearray(b'x') * 40_000_000", "'block' in globals()");
  assert.ok(pyodide._module.HEAP8.length > length);
  assert.ok(pyodide._module.HEAP8.subarray(length).every((byte) => byte === 0));
});

test("files and folders that were made are gone", () => {
  isUndone(
    "os.makedirs('/kept/b/c')\nopen('/kept/b/c/d', 'w').close()",
    "os.path.exists('/kept/b')",
  );
});

test("a file that was rewritten, however it was protected, is as it was", () => {
  isUndone(
    "open('/kept/a.txt', 'w').write('otherwise')\nos.chmod('/kept/a.txt', 0o400)",
    "open('/kept/a.txt').read() != 'as it was' or os.stat('/kept/a.txt').st_mode & 0o777 == 0o400",
  );
});

test("where a file is another one by now, Python is not put back", () => {
  run("os.rename('/kept/a.txt', '/kept/b.txt')\nopen('/kept/a.txt', 'w').write('as it was')");
  assert.equal(restore(), false);
});

test("the folder in which a program works is the one before", () => {
  isUndone("os.chdir('/kept')", "os.getcwd() == '/kept'");
});

test("files that are open are closed, and the streams of a terminal stay its own", () => {
  isUndone("f = open('/kept/a.txt')\nfd = f.fileno()", "'fd' in globals()");
  const open = pyodide.FS.streams.filter(Boolean).length;
  run("f = open('/kept/a.txt')\nos.close(1)\nos.dup2(f.fileno(), 1)");
  assert.equal(restore(), true);
  assert.equal(pyodide.FS.streams.filter(Boolean).length, open);
  assert.equal(run("os.fstat(1).st_mode == os.fstat(2).st_mode"), true);
});

// The last one: memory that was given to Python stays its own, and is copied for each snapshot.
test("a Python that took hundreds of megabytes is not put back", () => {
  run("block = bytearray(400_000_000)");
  assert.equal(restore(), false);
});
