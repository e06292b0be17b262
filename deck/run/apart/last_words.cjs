// Tells which error ends a script, between two marks, and changes nothing else of what Node does.
const { writeSync } = require("node:fs");
const { inspect } = require("node:util");
const { isMainThread } = require("node:worker_threads");

// Else the processes that it forks would be told on, too.
process.execArgv.length = 0;

if (isMainThread) {
  process.on("uncaughtExceptionMonitor", (error) => {
    if (!process.listenerCount("uncaughtException")) {
      // A text that is thrown is told as it is; of anything else, the stack is left out.
      const [words] = typeof error === "string" ? [error] : inspect(error).split("\n    at ");
      writeSync(2, `\x1e${words}\n\x1e`);
    }
  });
}
