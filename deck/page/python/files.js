// The files by which Python is asked, and to which it writes what it prints and answers.
import { makePrinter } from "./printer.js";

export const makeFiles = ({ FS, setStdout, setStderr }) => {
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
    ask({ files = {}, ...program }, port) {
      printer = makePrinter(port);
      answer = "";
      for (const [name, data] of Object.entries(files)) {
        FS.writeFile(name, new Uint8Array(data));
      }
      FS.writeFile("/dev/page/program", JSON.stringify(program));
    },
    answered() {
      printer.flush();
      printer = undefined;
      return answer;
    },
  };
};
