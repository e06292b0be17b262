// The way to the speaker's window. What talks with it is loaded once that window says hello: when it
// is opened, and when this page, or that window, is loaded again.
import { loadScript } from "../browser/later.js";
import { isOnDisk } from "../browser/origin.js";
import { phrase } from "../words.js";

const SIZE = "width=1280,height=800";
let speaker;
let loaded;

// Only a window that this page has opened, with a page of this site. On disk, no page has an origin
// that tells.
const isOurs = ({ source, origin }) =>
  source?.opener === self && (isOnDisk || origin === location.origin);

const open = (say) => {
  if (speaker && !speaker.closed) return speaker.focus();
  speaker = self.open("speaker.html", "speaker", SIZE);
  if (!speaker) say(phrase("key.speaker.refused"));
};

export const openDoor = (say) => {
  const description = phrase("key.speaker");
  Reveal.addKeyBinding({ keyCode: 83, key: "S", description }, () => open(say));
  addEventListener("message", async (event) => {
    if (!isOurs(event)) return;
    speaker = event.source;
    loaded ??= loadScript("speaker/room.js");
    await loaded;
    room.hear(speaker, event.data);
  });
};
