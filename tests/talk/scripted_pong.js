// Give pong_handler clients that only note what is called, and whose events happen again and again;
// print what it did with each.
const { handler, limited } = require("./pong_handler.js");

// What is given, and comes back, is like nothing else.
const marker = () => ({});

const driven = (datum) => {
  const calls = [];
  const listeners = { data: [], data_written: [] };
  let given;

  const note = (call) => {
    calls.push(call);
    if (calls.length > 100) throw new Error(`pong_handler goes on and on: ${calls}`);
    return marker();
  };
  const client = Object.freeze({
    on(event, listener, ...values) {
      listeners[event].push(listener);
      return note(["on", event, ...values].join(" "));
    },
    write: (...values) =>
      note(values.length === 1 && Object.is(values[0], given) ? "write" : "write something else"),
    flush: (...values) => note(["flush", ...values].join(" ")),
    close: (...values) => note(["close", ...values].join(" ")),
  });
  const call = (action, ...values) =>
    limited(() => {
      if (action(...values) !== undefined) note("returned something");
    });
  const emit = (event, ...values) => {
    note(`: ${event}`);
    for (const listener of [...listeners[event]]) call(listener, ...values);
  };

  call(handler, client, marker());
  emit("data_written", marker());
  for (given of [datum, marker()]) {
    emit("data", given, marker());
    emit("data_written", marker());
    emit("data_written");
  }
  return calls;
};

const DATA = ["", "ping", 0, null, undefined, new String("")];
console.log(JSON.stringify(DATA.map(driven)));
