// What programs write to the page's Python, by the bytes that its files are given.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFiles } from "../../../../deck/page/python/files.js";

// A file system that has the devices alone, by their numbers.
const makeSystem = () => {
  const devices = [];
  const nothing = () => {};
  const FS = {
    mkdir: nothing,
    mkdev: nothing,
    writeFile: nothing,
    makedev: (_, minor) => minor,
    registerDevice: (minor, device) => {
      devices[minor] = device;
    },
  };
  return { devices, files: makeFiles({ FS, setStdout: nothing, setStderr: nothing }) };
};

const STDOUT = 1;

// Return what is heard of a program that writes some bytes.
const heard = ({ devices, files }, ...bytes) => {
  const posted = [];
  files.ask({}, { postMessage: (message) => posted.push(message) });
  devices[STDOUT].write(undefined, new Uint8Array(bytes), 0, bytes.length);
  files.answered();
  return posted;
};

test("a character that a program leaves unfinished is its own, and no part of the next one", () => {
  const system = makeSystem();
  const [a, ...euro] = new TextEncoder().encode("A€");
  const unfinished = heard(system, a, ...euro.slice(0, 2));
  assert.equal(unfinished.map(({ text }) => text).join(""), "A\ufffd");
  assert.deepEqual(heard(system, a), [{ kind: "stdout", text: "A" }]);
});
