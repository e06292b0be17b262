// The channel of one run. What comes through it may be forged by the code that runs: what is
// neither text that it prints nor its end is nothing.
import { readAnswer } from "./answer.js";

export const openChannel = (program, { show, end, fail }) => {
  const PRINTED = ["stdin", "stdout", "stderr", "cut"];
  const MESSAGE_LIMIT = 8_000; // characters; a worker of ours posts no more at once
  const SENTENCE = 200;
  const { port1: ours, port2: theirs } = new MessageChannel();

  ours.onmessage = ({ data }) => {
    const { kind, text, isSpoilt } = data ?? {};
    if (typeof text !== "string") {
      return;
    }
    if (kind === "end") {
      end(readAnswer(text, program), isSpoilt === true);
    } else if (kind === "failed") {
      fail(text.slice(0, SENTENCE));
    } else if (PRINTED.includes(kind)) {
      show(kind, text.slice(-MESSAGE_LIMIT));
      if (text.length > MESSAGE_LIMIT) {
        show("cut", "");
      }
    }
  };

  return {
    theirs,
    close() {
      ours.onmessage = null;
      ours.close();
    },
  };
};
