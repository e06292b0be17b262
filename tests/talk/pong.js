// Give pong_handler a client over a real connection; print the port, then what the handler did.
const net = require("node:net");
const { clientWith, handler, left, limited } = require("./pong_handler.js");

const calls = [];
const listeners = {};

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  server.close();
  let buffered = "";
  let flushing = 0;
  let closed = false;
  let emitted;

  function note(call) {
    calls.push(call);
    if (calls.length > 100) throw new Error(`pong_handler goes on and on: ${calls}`);
  }

  function emit(event, ...values) {
    for (const listener of listeners[event] ?? []) limited(() => listener(...values));
  }

  // Nothing is under way any more: what the handler has not done by now, it never does.
  function settle() {
    if (flushing || closed) return;
    note("left open");
    closed = true;
    socket.end();
  }

  const methods = {
    on(event, listener, ...values) {
      note(["on", event, ...values].join(" "));
      listeners[event] ??= [];
      listeners[event].push(listener);
    },
    write(...values) {
      note(values.length === 1 && values[0] === emitted ? "write" : "write something else");
      buffered += values;
    },
    flush(...values) {
      note(["flush", ...values].join(" "));
      if (closed) return;
      flushing += 1;
      socket.write(buffered, () => {
        flushing -= 1;
        note("flushed");
        emit("data_written");
        settle();
      });
      buffered = "";
    },
    close(...values) {
      note(["close", ...values].join(" "));
      closed = true;
      socket.end();
    },
  };
  const client = clientWith(methods, note);
  limited(() => {
    if (handler(client) !== undefined) note("returned something");
  });

  let received = "";
  socket.setEncoding("utf8");
  socket.on("data", (data) => (received += data));
  socket.on("end", () => {
    note("read");
    emitted = new String(received); // an object, which is like no other
    emit("data", emitted);
    settle();
  });
  socket.on("close", () => {
    console.log(JSON.stringify([...calls, ...left().map((name) => `left ${name}`)]));
  });
});

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
