// The speaker view tells its frames which fragment is shown, not that a player is open, and has
// the frame of what comes next go one further. Reveal would do each at once, in a player that is
// still to come: here each message waits for the one before, and for its steps.
const hearSpeaker = (deck, { load, openAt, close }) => {
  const does = {
    setState: async (state) => {
      const section = deck.getSlide(state.indexh, state.indexv);
      await load(section);
      if (!openAt(section, state.indexf)) close();
      deck.setState(state);
    },
    next: () => deck.next(),
  };
  let turn = Promise.resolve();

  const onMessage = (event) => {
    if (typeof event.data !== "string" || !/"(setState|next)"/.test(event.data)) return;
    const { method, args = [] } = JSON.parse(event.data);
    if (!Object.hasOwn(does, method)) return;
    event.stopImmediatePropagation();
    turn = turn.then(() => does[method](...args));
  };

  // Before reveal's own listener.
  addEventListener("message", onMessage, true);
  // The view took the first frame that was ready for both, and told them while this one loaded.
  parent.postMessage(JSON.stringify({ namespace: "reveal", eventName: "ready" }), "*");
};
