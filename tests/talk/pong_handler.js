// Define the handler that is read, and let nothing of it go on for ever.
const vm = require("node:vm");
const fs = require("node:fs");
const { Session } = require("node:inspector");

const LIMIT = { timeout: 5000 }; // milliseconds

const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });

const names = new Set(Object.getOwnPropertyNames(globalThis));
vm.runInThisContext(fs.readFileSync(0, "utf8"), { ...LIMIT, filename: "block" });

// Nothing is called before the tests call it: the program itself comes first.
let called;
session.post("Profiler.takePreciseCoverage", (_, { result }) => {
  const [, ...functions] = result.find(({ url }) => url === "block").functions;
  called = functions.find(({ ranges }) => ranges[0].count);
});
session.post("Profiler.stopPreciseCoverage");
if (called) throw new Error(`the block itself calls its function ${called.functionName}`);

const defined = Object.getOwnPropertyNames(globalThis).filter((name) => !names.has(name));
const known = new Set([...names, ...defined, "action"]);

// What `const` defines is no property of the global object.
session.post("Runtime.globalLexicalScopeNames", (_, found) => defined.push(...found.names));

exports.handler = vm.runInThisContext(defined.at(-1), LIMIT);

exports.limited = (action) => {
  globalThis.action = action;
  vm.runInThisContext("action()", LIMIT);
};

// A client of which a handler calls the methods, each as its own, and asks nothing else; what it does
// otherwise is noted.
exports.clientWith = (methods, note) => {
  const own = Object.entries(methods).map(([name, method]) => {
    const called = function (...values) {
      if (this !== client) note(`${name} without its client`);
      return method(...values);
    };
    return [name, called];
  });
  const trapped = (trap, target, name, ...values) => {
    if (trap !== "get" || !Object.hasOwn(target, name)) note(`${trap} ${String(name)}`);
    return Reflect[trap](target, name, ...values);
  };
  const traps = new Proxy({}, { get: (_, trap) => trapped.bind(null, trap) });
  const client = new Proxy(Object.freeze(Object.fromEntries(own)), traps);
  return client;
};

// The global names that it has made by now.
exports.left = () => Object.getOwnPropertyNames(globalThis).filter((name) => !known.has(name));
