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

  const client = {
    on(event, listener) {
      note(`on ${event}`);
      (listeners[event] ??= []).push(listener);
    },
    write(data) {
      note("write");
      buffered += data;
    },
    flush() {
      note("flush");
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
    close() {
      note("close");
      closed = true;
      socket.end();
    },
  };
  limited(() => {
    if (pong_handler(client) !== undefined) note("returned something");
  });

  let received = "";
  socket.setEncoding("utf8");
  socket.on("data", (data) => (received += data));
  socket.on("end", () => {
    note("read");
    emit("data", received);
    settle();
  });
  socket.on("close", () => console.log(JSON.stringify(calls)));
});

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
