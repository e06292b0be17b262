// Reveal's speaker view, of what mkslides builds alone, shows the room in frames of its own shape.
// It counts slides from 0.
export const receiver = new URLSearchParams(location.search).has("receiver");
