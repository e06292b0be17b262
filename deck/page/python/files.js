// The files by which Python is asked, and to which it writes what it prints and answers.
import { makePrinter } from "./printer.js";

const STREAMS = ["stdin", "stdout", "stderr"];

export const makeFiles = ({ FS, setStdout, setStderr }) => {
  let printer;
  let decoders;
  let answer = "";
  const hear = (kind) => (data) =>
    printer?.put(kind, decoders[kind].decode(data, { stream: true }));
  const decoder = new TextDecoder();
  const tells = {
    ...Object.fromEntries(STREAMS.map((kind) => [kind, hear(kind)])),
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
    // What waits to be shown is, where nothing more is printed.
    tick() {
      printer?.tick();
    },
    ask({ files = {}, ...program }, port) {
      printer = makePrinter(port);
      decoders = Object.fromEntries(STREAMS.map((kind) => [kind, new TextDecoder()]));
      answer = "";
      for (const [name, data] of Object.entries(files)) {
        FS.writeFile(name, new Uint8Array(data));
      }
      FS.writeFile("/dev/page/program", JSON.stringify(program));
    },
    answered() {
      // What a program has left unfinished, no other goes on with.
      for (const kind of STREAMS) {
        const rest = decoders[kind].decode();
        if (rest) printer.put(kind, rest);
      }
      printer.flush();
      printer = undefined;
      return answer;
    },
  };
};
