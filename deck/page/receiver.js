// The speaker view's frames are told which fragment is shown, not that a player is open; the frame
// of what comes next is then told to go one further.
const hearSpeaker = (deck, { isLoaded, load, goTo, close }) => {
  let awaited = null;

  const onState = async (state) => {
    const section = deck.getSlide(state.indexh, state.indexv);
    awaited = null;
    if (state.indexf === undefined) return close();
    if (isLoaded(section)) return goTo(section, state.indexf);
    const mine = (awaited = { goesOn: false });
    await load(section);
    if (awaited !== mine) return;
    awaited = null;
    deck.setState(state);
    goTo(section, state.indexf);
    if (mine.goesOn) deck.next();
  };

  addEventListener("message", ({ data }) => {
    if (typeof data !== "string" || !/"(setState|next)"/.test(data)) return;
    const { method, args } = JSON.parse(data);
    if (method === "next" && awaited) awaited.goesOn = true;
    if (method === "setState") onState(args[0]);
  });
};
