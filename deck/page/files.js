// Post what is printed as it comes, a frame at a time when it comes in floods.
const makePrinter = (port) => {
  const WINDOW = 16; // milliseconds: about one frame of the screen
  const BURST = 20; // writes that are posted at once in a window; those beyond wait for the next
  const LIMIT = 4_000; // characters that wait; of more, the page shows only the end
  let waiting = [];
  let size = 0;
  let since = 0;
  let count = 0;

  const flush = () => {
    for (const [kind, text] of waiting) {
      port.postMessage({ kind, text });
    }
    waiting = [];
    size = 0;
  };

  const drop = () => {
    const all = waiting;
    waiting = [];
    for (size = 0; size < LIMIT && all.length; size += waiting[0][1].length) {
      waiting.unshift(all.pop());
    }
    waiting.unshift(["cut", ""]);
  };

  const put = (kind, text) => {
    const last = waiting.at(-1);
    const kept = text.slice(-LIMIT);
    if (last?.[0] === kind && last[1].length < LIMIT) {
      last[1] += kept;
    } else {
      waiting.push([kind, kept]);
    }
    size += text.length;
    if (size > 2 * LIMIT) {
      drop();
    }
    const now = performance.now();
    if (now - since > WINDOW) {
      since = now;
      count = 0;
    }
    count += 1;
    if (count <= BURST) {
      flush();
    }
  };

  return { put, flush };
};

// The files by which Python is asked, and to which it writes what it prints and answers.
const makeFiles = ({ FS, setStdout, setStderr }) => {
  let printer;
  let answer = "";
  const hear = (kind) => {
    const decoder = new TextDecoder();
    return (data) => printer?.put(kind, decoder.decode(data, { stream: true }));
  };
  const decoder = new TextDecoder();
  const tells = {
    stdin: hear("stdin"),
    stdout: hear("stdout"),
    stderr: hear("stderr"),
    answer(data) {
      answer += decoder.decode(data, { stream: true });
    },
  };
  FS.mkdir("/dev/page");
  for (const [minor, [name, tell]] of Object.entries(tells).entries()) {
    const device = FS.makedev(64, minor);
    FS.registerDevice(device, {
      write(_, buffer, offset, length) {
        tell(buffer.subarray(offset, offset + length));
        return length;
      },
      fsync() {
        printer?.flush();
        return 0;
      },
    });
    FS.mkdev(`/dev/page/${name}`, 0o666, device);
  }
  // What does not go through Python's own streams is heard, too.
  const raw = (tell) => ({
    write(data) {
      tell(data);
      return data.length;
    },
  });
  setStdout(raw(tells.stdout));
  setStderr(raw(tells.stderr));
  return {
    ask(program, port) {
      printer = makePrinter(port);
      answer = "";
      FS.writeFile("/dev/page/program", JSON.stringify(program));
    },
    answered() {
      printer.flush();
      printer = undefined;
      return answer;
    },
  };
};
