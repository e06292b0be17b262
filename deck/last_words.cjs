// Ends a script that an error ends, as Node does, and says which one in a line.
const { writeSync } = require("node:fs");

process.on("uncaughtException", (error) => {
  writeSync(2, `\x1e${error}\n`);
  process.exit(1);
});
