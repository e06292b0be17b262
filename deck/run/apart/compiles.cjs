// Tells which scripts, of a list of JSON, Node would begin to run. None is run.
const { readFileSync } = require("node:fs");
const { compileFunction } = require("node:vm");

// What each script that is a file may name.
const names = ["exports", "require", "module", "__filename", "__dirname"];

function compiles(script) {
  try {
    compileFunction(script, names);
    return true;
  } catch {
    return false;
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(compiles)));
