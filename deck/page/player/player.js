// Steps through the recorded executions, in place of their blocks. Each step is a fragment of
// reveal's, so its keys, the clicker and the address all know of it.
import "./player.css";
import { meant } from "../block/press.js";
import { phrase } from "../words.js";
import { makeButtons } from "./buttons.js";
import { bindKeys } from "./keys.js";
import { makeMoves } from "./moves.js";
import { makePlayback } from "./playback.js";
import { addFragments, countFragments, makeTracks } from "./tracks.js";
import { makeView } from "./view.js";

const DeckPlayer = () => {
  const tracks = makeTracks();
  let reveal;
  let open = null;
  // The step that → has just gone past.
  let passed = null;

  const close = () => {
    if (!open) return;
    const { section, view, before, shown, unbindKeys } = open;
    const hasFocus = view.root.contains(document.activeElement);
    playback.leave();
    open = null;
    const isHere = section === reveal.getCurrentSlide();
    if (isHere) reveal.navigateFragment(shown);
    view.root.remove();
    section.querySelector(".steps")?.remove();
    section.removeAttribute("data-fragment");
    section.classList.remove("stepping");
    unbindKeys();
    const { h, v } = reveal.getIndices();
    if (isHere) reveal.slide(h, v);
    if (isHere && hasFocus) before.focus({ preventScroll: true });
  };

  const openTrack = (section, track) => {
    close();
    reveal.getPlugin("predict")?.close();
    // Those of the slide that were shown, and will be again; an address may begin with a step.
    const shown = Math.min(reveal.getIndices().f ?? -1, countFragments(section) - 1);
    addFragments(section, track.end);
    const view = makeView(track.recording, track, acts);
    section.classList.add("stepping");
    section.querySelector(":scope > :is(h1, h2)").after(view.root);
    const before = document.activeElement;
    const unbindKeys = bindKeys(reveal, acts, Boolean(track.recording.sends));
    open = { section, track, view, shown, rank: -1, before, unbindKeys };
    playback.listen();
    view.root.focus({ preventScroll: true });
  };

  // Open the player in which a number is a step; tell whether there is one.
  const openAt = (section, number) => {
    const track = tracks.find(section, ({ start, end }) => start <= number && number < end);
    const isOpen = open?.track.recording === track?.recording && open?.track.grain === track?.grain;
    if (track && !isOpen) openTrack(section, track);
    return Boolean(track);
  };

  const goTo = (section, number) => {
    if (openAt(section, number)) reveal.navigateFragment(number);
  };

  const step = (way) => (way > 0 ? reveal.next() : reveal.prev());

  const { go, begin, next, jump, ...moves } = makeMoves({
    current: () => open,
    find: tracks.find,
    goTo,
    navigate: (number) => reveal.navigateFragment(number),
  });

  const changeGrain = () => {
    moves.changeGrain();
    open.view.tellGrain();
  };

  const playback = makePlayback({
    begin,
    next,
    show: (...shown) => open?.view.showPlayback(...shown),
  });

  const acts = {
    ...{ go, jump, close, changeGrain, step },
    play: playback.toggle,
    changePace: playback.change,
    first: () => go(0),
    last: () => go(open.track.steps.length - 1),
    leave: () => reveal.closeOverlay() || close(),
    toggleDiagram: () => open.view.toggleDiagram(),
  };

  const toggle = async (block) => {
    if (open?.track.block === block) return close();
    const section = block.closest("section");
    block.runnable?.closeEditor?.();
    await tracks.load(section);
    await tracks.record(block);
    const track = tracks.find(section, (one) => one.block === block);
    if (track && section === reveal.getCurrentSlide()) goTo(section, track.start);
  };

  const buttons = makeButtons(tracks, toggle);
  const equip = () => buttons.equip(reveal.getSlidesElement());

  // Its code has just changed: what was recorded of the edit is no more true.
  const forget = (block) => {
    if (open?.track.block === block) close();
    tracks.forget(block);
    buttons.show(block);
  };

  const sync = () => {
    if (!open) return;
    const { section, track, view } = open;
    const number = reveal.getIndices().f;
    if (section !== reveal.getCurrentSlide()) return;
    if (!(number >= track.start)) return close();
    const rank = number - track.start;
    playback.pause();
    view.show(rank, rank === open.rank + 1);
    open.rank = rank;
  };

  const follow = async (section, number) => {
    await tracks.load(section);
    if (section === reveal.getCurrentSlide()) goTo(section, number);
  };

  const onSlide = () => {
    const section = reveal.getCurrentSlide();
    const back = passed;
    passed = null;
    if (open && open.section !== section) {
      const { section: left, track, rank } = open;
      if (rank === track.steps.length - 1) passed = { section: left, number: track.end - 1 };
      close();
    }
    if (back?.section === section) goTo(section, back.number);
    tracks.load(section);
  };

  // An address ends with the number of a step: `#/15/1/7`.
  const onAddress = (hash) => {
    const [, slide, number] = /^#\/(\d+)\/\d+\/(\d+)$/.exec(hash) ?? [];
    const base = Number(reveal.getConfig().hashOneBasedIndex);
    const section = slide && reveal.getSlide(slide - base);
    if (section) follow(section, Number(number));
  };

  // The slides and their traces change in `make edit` alone.
  const onChange = () => {
    if (open && !(open.view.root.isConnected && tracks.isCurrent(open.track))) close();
    equip();
    onSlide();
  };

  const toggleHere = () => {
    if (open) return close();
    const block = meant(tracks.blocksOf(reveal.getCurrentSlide()).filter(tracks.canStep));
    if (block) toggle(block);
  };

  const init = (given) => {
    reveal = given;
    equip();
    document.addEventListener("deckchange", onChange);
    reveal.addKeyBinding({ keyCode: 68, key: "D", description: phrase("player") }, toggleHere);
    reveal.on("slidechanged", onSlide);
    reveal.on("fragmentshown", sync);
    reveal.on("fragmenthidden", sync);
    addEventListener("hashchange", () => onAddress(deck.address));
    onSlide();
    onAddress(deck.firstAddress);
  };

  return { id: "player", init, destroy: close, close, forget };
};

Reveal.registerPlugin(DeckPlayer());
