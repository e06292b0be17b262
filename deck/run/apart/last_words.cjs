// Tells which error ends a script, between two marks, and changes nothing else of what Node does.
const { writeSync } = require("node:fs");
const { inspect } = require("node:util");
const { isMainThread } = require("node:worker_threads");

// What Node shows before the words of what cannot be compiled: its place, its line, and a mark under it.
const PLACE = /^.+:\d+\n.*\n[ \t^]*\n\n(?=SyntaxError: )/;

// Each run has a secret here, which the script that follows does not find by chance.
const mark = "\x1e";
delete require.cache[__filename];

// Else the processes that it forks would be told on, too.
process.execArgv.length = 0;

if (isMainThread) {
  process.on("uncaughtExceptionMonitor", (error) => {
    if (!process.listenerCount("uncaughtException")) {
      // A text that is thrown is told as it is; of anything else, the stack is left out.
      const [words] = typeof error === "string" ? [error] : inspect(error).split("\n    at ");
      const said = error instanceof SyntaxError ? words.replace(PLACE, "") : words;
      writeSync(2, `${mark}${said}\n${mark}`);
    }
  });
}
