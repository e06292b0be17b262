// Give pong_handler a client over a real connection; print the port, then what the handler did.
const net = require("node:net");
const vm = require("node:vm");
const fs = require("node:fs");

const LIMIT = { timeout: 5000 }; // milliseconds, for a handler that loops for ever
const calls = [];
const listeners = {};

vm.runInThisContext(fs.readFileSync(0, "utf8"), LIMIT);

function limited(action) {
  globalThis.action = action;
  vm.runInThisContext("action()", LIMIT);
}

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  server.close();
  let buffered = "";
  let flushing = 0;
  let closed = false;

  function emit(event, ...values) {
    for (const listener of listeners[event] ?? []) limited(() => listener(...values));
  }

  // Nothing is under way any more: what the handler has not done by now, it never does.
  function settle() {
    if (flushing || closed) return;
    calls.push("left open");
    closed = true;
    socket.end();
  }

  const client = {
    on(event, listener) {
      calls.push(`on ${event}`);
      (listeners[event] ??= []).push(listener);
    },
    write(data) {
      calls.push("write");
      buffered += data;
    },
    flush() {
      calls.push("flush");
      if (closed) return;
      flushing += 1;
      socket.write(buffered, () => {
        flushing -= 1;
        calls.push("flushed");
        emit("data_written");
        settle();
      });
      buffered = "";
    },
    close() {
      calls.push("close");
      closed = true;
      socket.end();
    },
  };
  limited(() => pong_handler(client));

  let received = "";
  socket.setEncoding("utf8");
  socket.on("data", (data) => (received += data));
  socket.on("end", () => {
    calls.push("read");
    emit("data", received);
    settle();
  });
  socket.on("close", () => console.log(JSON.stringify(calls)));
});

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
