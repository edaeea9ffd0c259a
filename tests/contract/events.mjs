// Invented coded events: the same for the same seed.

/** Numbers from 0 to 1, one after the other: a linear congruence, of which the upper bits are good enough here. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

const onsets = ["B", "D", "Fr", "G", "H", "K", "L", "M", "N", "P", "R", "S", "T", "V", "Z", "Ö", "Š"];
const middles = ["a", "e", "i", "o", "u", "au", "é", "ia"];
const ends = ["din", "ko", "lar", "men", "nov", "rez", "sson", "ta", "vić", "zan"];
// What counts for the tests is there: meetings, visits, accusations, and codes of every other kind.
const codes = ["010", "012", "0211", "036", "040", "040", "040", "041", "042", "042", "043", "046", "050", "057", "070", "090", "112", "112", "120", "130", "141", "163", "173", "182", "190"];

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** Tab-separated lines: date, source, CAMEO code, target. */
export function eventTable(count, seed) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const word = () => capital(pick(onsets) + pick(middles) + pick(ends));
  // Few last names, so that they are ambiguous.
  const last = Array.from({ length: 200 }, word);
  const actors = Array.from({ length: 3000 }, () => `${word()} ${pick(last)}`);
  const first = Date.UTC(1995, 0, 1);
  const days = 11_000;
  const lines = [];
  for (let i = 0; i < count; ++i) {
    const day = new Date(first + Math.floor(next() * days) * 86_400_000).toISOString().slice(0, 10);
    // Some are busy, most are not.
    const busy = () => actors[Math.floor(next() ** 3 * actors.length)];
    lines.push(`${day}\t${busy()}\t${pick(codes)}\t${busy()}`);
  }
  return { table: lines.join("\n") + "\n", actors, last };
}
