// Reveal's speaker view, of what mkslides builds alone, shows the room's picture in frames of its own shape, and counts slides from 0.
export const receiver = new URLSearchParams(location.search).has("receiver");
