// Steps through the recorded executions, in place of their blocks. Each step is a fragment of
// reveal's, so its keys, the clicker, the address and the speaker view all know of it.
const DeckPlayer = () => {
  const isReceiver = /receiver/.test(location.search);
  const recordings = new Map();
  const loading = new Map();
  let deck;
  let open = null;

  const blocksOf = (section) =>
    [...section.querySelectorAll(".block")].filter(
      (block) => recordings.has(block) || block.dataset.name in traces,
    );

  const isLoaded = (section) => blocksOf(section).every((block) => recordings.has(block));

  const load = (section) =>
    Promise.all(
      blocksOf(section).map(async (block) => {
        if (recordings.has(block)) return;
        if (!loading.has(block)) loading.set(block, readRecording(block));
        const recording = await loading.get(block);
        if (!recordings.has(block)) recordings.set(block, recording);
      }),
    );

  // The steps of a slide's blocks follow one another, events first: a number tells which.
  const tracksOf = (section) => {
    let start = 0;
    return blocksOf(section).flatMap((block) =>
      Object.entries(recordings.get(block)?.grains ?? {}).map(([grain, steps]) => {
        const track = { block, grain, steps, start, end: start + steps.length };
        start = track.end;
        return track;
      }),
    );
  };

  const addFragments = (section, count) => {
    section.querySelector(".steps")?.remove();
    const fragments = Array.from({ length: count }, (_, index) => {
      const fragment = element("span", "fragment");
      fragment.dataset.fragmentIndex = index;
      return fragment;
    });
    const steps = element("div", "steps", ...fragments);
    steps.hidden = true;
    section.append(steps);
  };

  const close = () => {
    if (!open) return;
    const { section, view } = open;
    open = null;
    view.root.remove();
    section.querySelector(".steps")?.remove();
    section.removeAttribute("data-fragment");
    section.classList.remove("stepping");
    for (const key of Object.keys(KEYS)) deck.removeKeyBinding(Number(key));
    if (section !== deck.getCurrentSlide()) return;
    const { h, v } = deck.getIndices();
    deck.slide(h, v);
    // The speaker view hears of fragments, not of this; and its frames are to be told, not tell.
    if (!isReceiver) deck.dispatchEvent({ type: "fragmenthidden", data: { fragments: [] } });
  };

  const openTrack = (section, track) => {
    close();
    addFragments(section, track.end);
    const recording = recordings.get(track.block);
    const view = makeView(recording, track, { go, jump, close, toggleGrain, step });
    section.classList.add("stepping");
    section.querySelector(":scope > :is(h1, h2)").after(view.root);
    open = { section, track, view, rank: -1 };
    for (const [key, [name, description, act]] of Object.entries(KEYS)) {
      deck.addKeyBinding({ keyCode: Number(key), key: name, description }, act);
    }
  };

  const goTo = (section, number) => {
    const track = tracksOf(section).find(({ start, end }) => start <= number && number < end);
    if (!track) return;
    if (open?.track.block !== track.block || open.track.grain !== track.grain) {
      openTrack(section, track);
    }
    deck.navigateFragment(number);
  };

  const go = (rank) => deck.navigateFragment(open.track.start + rank);

  const step = (way) => (way > 0 ? deck.next() : deck.prev());

  const jump = (way) => {
    const { steps } = open.track;
    let rank = open.rank + way;
    while (steps[rank] && steps[rank].event !== "send") rank += way;
    if (steps[rank]) go(rank);
  };

  const toggleGrain = () => {
    const { section, track, rank } = open;
    const step = track.steps[rank];
    const other = tracksOf(section).find(
      ({ block, grain }) => block === track.block && grain !== track.grain,
    );
    const all = recordings.get(track.block).grains.lines;
    const before = new Set(all.slice(0, all.indexOf(step) + 1));
    const same = other.steps.findLastIndex((one) => before.has(one));
    goTo(section, other.start + Math.max(0, same));
  };

  const toggle = async (block) => {
    if (open?.track.block === block) return close();
    const section = block.closest("section");
    await load(section);
    const track = tracksOf(section).find((one) => one.block === block);
    if (track) goTo(section, track.start);
  };

  // Steps through another recording of a block, such as that of its edited code, which `pre` shows.
  const present = (block, data, pre = block.querySelector("pre")) => {
    close();
    recordings.set(block, makeRecording(data, pre));
    return toggle(block);
  };

  const restore = (block) => {
    if (open?.track.block === block) close();
    recordings.delete(block);
  };

  const sync = () => {
    if (!open) return;
    const { section, track, view } = open;
    const number = deck.getIndices().f;
    if (section !== deck.getCurrentSlide()) return;
    if (!(number >= track.start)) return close();
    const rank = number - track.start;
    view.show(rank, rank === open.rank + 1);
    open.rank = rank;
  };

  const KEYS = {
    27: ["Échap", "Pas à pas\u202f: quitter", () => deck.closeOverlay() || close()],
    36: ["Début", "Pas à pas\u202f: première étape", () => go(0)],
    35: ["Fin", "Pas à pas\u202f: dernière étape", () => go(open.track.steps.length - 1)],
    76: ["L", "Pas à pas\u202f: événements ou lignes", () => toggleGrain()],
    81: ["Q", "Pas à pas\u202f: diagramme de séquence", () => open.view.toggleDiagram()],
    87: ["W", "Pas à pas\u202f: send précédent", () => jump(-1)],
    88: ["X", "Pas à pas\u202f: send suivant", () => jump(1)],
  };

  const follow = async (section, number) => {
    await load(section);
    if (section === deck.getCurrentSlide()) goTo(section, number);
  };

  const onSlide = () => {
    if (open && open.section !== deck.getCurrentSlide()) close();
    load(deck.getCurrentSlide());
  };

  // An address ends with the number of a step: `#/15/1/7`.
  const inAddress = (hash) => hash.match(/^#\/(\d+)\/\d+\/(\d+)$/)?.slice(1).map(Number);
  const onAddress = (parts) => parts && follow(deck.getSlide(parts[0] - 1), parts[1]);

  const addButton = (block) => {
    const tools = block.querySelector(".tools") ?? element("div", "tools");
    const button = makeButton("Pas à pas", "Pas à pas (touche D)", () => toggle(block));
    button.classList.add("tool", "step-through");
    tools.append(button);
    block.append(tools);
  };

  const addButtons = () =>
    blocksOf(deck.getSlidesElement())
      .filter((block) => !block.querySelector(".step-through"))
      .forEach(addButton);

  // The slides and their traces change in `make edit` alone.
  const onChange = () => {
    if (open && !open.view.root.isConnected) close();
    addButtons();
    onSlide();
  };

  const toggleHere = () => {
    const [block] = blocksOf(deck.getCurrentSlide());
    if (open) close();
    else if (block) toggle(block);
  };

  const init = (reveal) => {
    deck = reveal;
    if (!window.DecompressionStream) return;
    addButtons();
    document.addEventListener("deckchange", onChange);
    deck.addKeyBinding({ keyCode: 68, key: "D", description: "Pas à pas" }, toggleHere);
    deck.on("slidechanged", onSlide);
    deck.on("fragmentshown", sync);
    deck.on("fragmenthidden", sync);
    if (isReceiver) hearSpeaker(deck, { isLoaded, load, goTo, close });
    addEventListener("hashchange", () => onAddress(inAddress(location.hash)));
    onSlide();
    onAddress(inAddress(firstAddress));
  };

  return { id: "player", init, destroy: close, toggle, present, restore };
};
