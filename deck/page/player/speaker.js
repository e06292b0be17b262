// The room and the speaker view tell each other which fragment is shown, not that a player is
// open. Reveal would obey at once, in a player that is still to come: here each message waits for
// the one before, and for its steps.
import { receiver } from "../receiver.js";

export const hearSpeaker = (reveal, { load, openAt, close }) => {
  const config = reveal.getConfig();
  const does = {
    setState: async (state) => {
      const section = reveal.getSlide(state.indexh, state.indexv);
      await load(section);
      // A frame of the view tells what its own keys do, and nothing of what it is told.
      const tells = config.postMessageEvents;
      config.postMessageEvents = false;
      const isOpen = openAt(section, state.indexf);
      // A frame that has just loaded knows of no fragment, and says so.
      if (!isOpen && state.indexf !== undefined) close();
      reveal.setState(state);
      config.postMessageEvents = tells;
    },
    next: () => reveal.next(),
  };
  let turn = Promise.resolve();

  deck.hearFirst((event) => {
    if (typeof event.data !== "string" || !/^{"method":"(setState|next)"/.test(event.data)) return;
    const { method, args = [] } = JSON.parse(event.data);
    event.stopImmediatePropagation();
    turn = turn.then(() => does[method](...args));
  });

  // The view begins with the first of its frames that is ready; this one may come after.
  const ready = JSON.stringify({ namespace: "reveal", eventName: "ready" });
  if (receiver) parent.postMessage(ready, "*");
};
