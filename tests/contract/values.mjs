// What parameters are given: values that they take, and values that nothing takes.
import fc from "fast-check";

const day = fc.date({ min: new Date("1994-06-01"), max: new Date("2026-12-31"), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));

/** Values that the schema allows. `names`: actors there are. Undefined: nothing to give. */
export function validValue(parameter, names) {
  const { schema, items } = parameter;
  if (items?.enum) return fc.uniqueArray(fc.constantFrom(...items.enum), { minLength: 1, maxLength: 4 }).map((list) => list.join(","));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === "integer") {
    const most = Math.min(schema.maximum, 1000);
    return fc.oneof({ weight: 4, arbitrary: fc.integer({ min: schema.minimum, max: 20 }) }, { weight: 1, arbitrary: fc.integer({ min: schema.minimum, max: most }) }).map(String);
  }
  if (schema.format === "date") return day;
  if (schema.type === "boolean") return fc.constantFrom("true", "false");
  if (parameter.name === "cursor") return undefined;
  return fc.constantFrom(...names);
}

/** Query parameters that an operation takes, required ones always: a list of [name, value]. */
export function validQuery(operation, names) {
  const shape = {};
  const required = [];
  for (const parameter of operation.parameters.filter((p) => p.in === "query")) {
    const arbitrary = validValue(parameter, names);
    if (arbitrary === undefined) continue;
    shape[parameter.name] = arbitrary;
    if (parameter.required) required.push(parameter.name);
  }
  return fc.record(shape, { requiredKeys: required }).map(sensible);
}

/** Windows begin before they end, and pairs have both sides. */
function sensible(query) {
  const result = { ...query };
  for (const [from, to] of [["from", "to"], ["after", "before"]]) {
    if (/^\d{4}-/.test(result[from] ?? "") && result[to] < result[from]) [result[from], result[to]] = [result[to], result[from]];
  }
  return Object.entries(result);
}

const encoded = (bytes) => Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const asQuery = (text) => encoded(Buffer.from(text, "utf8"));

/** What breaks programs, as it stands in a target: percent-encoded, rightly or wrongly. */
export const hostileEncoded = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }).map(asQuery),
  fc.string({ unit: "grapheme", maxLength: 40 }).map(asQuery),
  fc.uint8Array({ maxLength: 24 }).map(encoded), // seldom UTF-8
  fc.integer({ min: 100, max: 2000 }).map((length) => "x".repeat(length)),
  fc.maxSafeInteger().map(String),
  fc.double().map((number) => asQuery(String(number))),
  fc.constantFrom(
    "", "%", "%z", "%zz", "%0", "%u0041", "%00", "%0d%0aX-Injected:%201", "+", "%20", "%09", "0", "-1", "+1", "1e3", "0x10", "1.0",
    "00", "18446744073709551616", "9223372036854775808", "-9223372036854775809", "NaN", "Infinity", "null", "true", "[]", "{}",
    ",", "meeting,", ",meeting", "meeting,,visit", "MEETING", "meeting%20", "any,nothing", "2023-02-30", "2023-13-01", "0000-01-01",
    "10000-01-01", "2023-1-1", "2023-10-19T00:00:00Z", "-2023-10-19", "../../etc/passwd", "..%2f..%2f", "%2e%2e%2f", "'%20OR%201=1",
    "%c0%af", "%ed%a0%80", "%f4%90%80%80", "%ff%fe", "%e2%80%ae", "%f0%9f%92%a9", "%3Cscript%3E", "$(id)", "%25s%25n", "a%00b",
    "ffffffffffffffffffffffffffffffffffffffffffffffff", "0000000200004f91000000140000000500000006acda4c339431aaff",
  ),
);

/** Header values that Node.js sends: any bytes but control characters. */
export const hostileHeader = fc.oneof(
  fc.array(fc.integer({ min: 0x21, max: 0xff }).filter((c) => c !== 0x7f), { minLength: 1, maxLength: 60 }).map((list) => String.fromCharCode(...list)),
  fc.integer({ min: 100, max: 4000 }).map((length) => "x".repeat(length)),
  fc.constantFrom(
    "*", "*/*", ",", ";", ";;;,,,", "\"", "\"\"", "W/", "W/\"", "gzip;q=", "gzip;q=-1", "gzip;q=1e9", "identity;q=0, *;q=0", "application",
    "application/", "/json", "application/json;", "application/json; charset=", "application/json; charset=utf-16", "text/html, */*;q=0",
    "bytes=0-", "chunked, chunked", "2147483648", "-1", "0", "()<>@", "\u00ff\u00fe",
  ),
);
