// Where sentences stand in texts. The API counts Unicode characters, JavaScript's strings UTF-16 units.

// What of the API's places, in ascending order, is in units; a place past the end is the end.
export function unitsAt(text: string, places: readonly number[]): number[] {
  const found: number[] = [];
  let units = 0;
  let characters = 0;
  for (const place of places) {
    while (characters < place && units < text.length) {
      units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
      characters += 1;
    }
    found.push(units);
  }
  return found;
}

export interface Passage {
  before: string;
  sentence: string;
  after: string;
}

interface Place {
  sentence: string;
  begin: number;
  end: number;
}

// The paragraph around a sentence. Where the places do not say it, the sentence is looked for; undefined when it is not there.
export function passage(text: string, { sentence, begin, end }: Place): Passage | undefined {
  let [from = 0, to = 0] = unitsAt(text, [begin, end]);
  if (from >= to) {
    from = sentence === "" ? -1 : text.indexOf(sentence);
    to = from + sentence.length;
  }
  if (from < 0) return undefined;
  const start = text.lastIndexOf("\n", from) + 1;
  const stop = text.indexOf("\n", to);
  return { before: text.slice(start, from), sentence: text.slice(from, to), after: text.slice(to, stop < 0 ? undefined : stop) };
}

export interface Piece {
  text: string;
  marks: readonly number[]; // which of the places cover it
}

// The text cut at every begin and end, places counted in the API's way.
export function pieces(text: string, places: readonly Omit<Place, "sentence">[]): Piece[] {
  const cuts = [...new Set([0, ...places.flatMap(({ begin, end }) => [begin, end])])].sort((a, b) => a - b);
  const units = unitsAt(text, cuts);
  return cuts.flatMap((cut, index) => {
    const piece = text.slice(units[index], units[index + 1]);
    if (piece === "") return [];
    return [{ text: piece, marks: places.flatMap(({ begin, end }, place) => (begin <= cut && cut < end ? [place] : [])) }];
  });
}

// Only what a browser may follow without harm.
export const webAddress = (text: string | null | undefined) => (text && /^https?:\/\/[^\s]+$/i.test(text) ? text : undefined);
