// The way to the speaker's window. What talks with it is loaded once that window says hello: when it
// is opened, and when this page, or that window, is loaded again.
import { loadScript } from "../browser/later.js";
import { isOnDisk } from "../browser/origin.js";
import { phrase } from "../words.js";

const SIZE = "width=1280,height=800";
const LOOK = 100; // milliseconds
let speaker;
let loaded;
let looking;

// Only a window that this page has opened, with a page of this site. On disk, no page has an origin
// that tells.
const isOurs = ({ source, origin }) =>
  source?.opener === self && (isOnDisk || origin === location.origin);

// Where no server answers, the browser shows a page of its own there, which is of no site.
const isMissing = () => {
  try {
    return !speaker.document;
  } catch {
    return !isOnDisk;
  }
};

// Until it says hello.
const look = (say) => {
  if (speaker.closed) return;
  if (isMissing()) {
    speaker.close();
    say(phrase("key.speaker.missing"));
  } else {
    looking = setTimeout(look, LOOK, say);
  }
};

const open = (say) => {
  if (speaker && !speaker.closed) return speaker.focus();
  clearTimeout(looking);
  speaker = self.open("speaker.html", "speaker", SIZE);
  if (speaker) look(say);
  else say(phrase("key.speaker.refused"));
};

export const openDoor = (say) => {
  const description = phrase("key.speaker");
  Reveal.addKeyBinding({ keyCode: 83, key: "S", description }, () => open(say));
  addEventListener("message", async (event) => {
    if (!isOurs(event)) return;
    clearTimeout(looking);
    speaker = event.source;
    loaded ??= loadScript("speaker/room.js");
    await loaded;
    room.hear(speaker, event.data);
  });
};
