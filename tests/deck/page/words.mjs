// The catalogue of a language, as the page of a deck in it has it.
import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../deck/words/", import.meta.url);
export const wordsOf = (lang) => JSON.parse(readFileSync(new URL(`${lang}.json`, FOLDER))).words;
