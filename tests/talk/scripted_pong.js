// Give pong_handler clients that only note what is called, and whose events happen again and again,
// or which have no such method, or whose call fails; print what it did with each.
const { clientWith, handler, limited } = require("./pong_handler.js");

// What is given, and comes back, is like nothing else.
const marker = () => ({});

class Scripted {
  calls = [];
  listeners = { data: [], data_written: [] };

  start({ failing, missing } = {}) {
    const answer = (call) => {
      this.note(call);
      if (call === failing) throw this;
      return marker();
    };
    const methods = {
      on: (event, listener, ...values) => {
        this.listeners[event].push(listener);
        return answer(["on", event, ...values].join(" "));
      },
      write: (...values) =>
        answer(
          values.length === 1 && Object.is(values[0], this.given)
            ? "write"
            : "write something else",
        ),
      flush: (...values) => answer(["flush", ...values].join(" ")),
      close: (...values) => answer(["close", ...values].join(" ")),
    };
    delete methods[missing];
    const client = clientWith(methods, (call) => this.note(call));
    limited(() => {
      if (handler(client, marker()) !== undefined) this.note("returned something");
    });
  }

  note(call) {
    this.calls.push(call);
    if (this.calls.length > 100) throw new Error(`pong_handler goes on and on: ${this.calls}`);
  }

  emit(event, ...values) {
    this.note(`: ${event}`);
    // What a listener gives back is for nobody.
    for (const listener of [...this.listeners[event]]) limited(() => listener(...values));
  }
}

const driven = (datum) => {
  const pong = new Scripted();
  pong.start();
  pong.emit("data_written", marker());
  for (pong.given of [datum, marker()]) {
    pong.emit("data", pong.given, marker());
    pong.emit("data_written", marker());
    pong.emit("data_written");
  }
  return pong.calls;
};

const failed = (how) => {
  const pong = new Scripted();
  pong.given = marker();
  try {
    pong.start(how);
    pong.emit("data", pong.given);
    pong.emit("data_written");
    pong.note("held back");
  } catch (error) {
    pong.note(error === pong ? "let out" : error.name);
  }
  return pong.calls;
};

const DATA = ["", "ping", 0, null, undefined, new String("")];
const FAILING = ["on data", "on data_written", "write", "flush", "close"];
const MISSING = ["on", "write", "flush", "close"];
const failures = [
  FAILING.map((failing) => failed({ failing })),
  MISSING.map((missing) => failed({ missing })),
];
console.log(JSON.stringify([DATA.map(driven), ...failures]));
