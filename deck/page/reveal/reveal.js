// What a page has of reveal.js: see reveal.py for what it then lacks.
import Reveal from "reveal.js";

self.Reveal = Reveal;
