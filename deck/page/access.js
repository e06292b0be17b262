// What lets everybody in, whatever they see, hear or type with.
import "./contrast.css";
import "./focus.css";
import "./reading.css";
import { startFocus } from "./focus.js";
import { announceSlides } from "./heard.js";
import { startReading } from "./reading.js";

export const startAccess = (reveal) => {
  startReading(reveal);
  announceSlides(reveal);
  startFocus();
};
