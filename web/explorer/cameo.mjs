// Writes src/api/cameo.ts, the published names of CAMEO's codes, from the table that the server itself is built with.
import { readFileSync, writeFileSync } from "node:fs";

const table = readFileSync(new URL("../../graph/ontology_table.cc", import.meta.url), "utf8");
const names = Object.fromEntries([...table.matchAll(/^ *\{"(\d{2,4})", "((?:[^"\\]|\\.)*)"/gm)].map(([, code, name]) => [code, JSON.parse(`"${name}"`)]));
if (Object.keys(names).length < 300) throw new Error("graph/ontology_table.cc has no CAMEO table that can be read");
writeFileSync(
  new URL("src/api/cameo.ts", import.meta.url),
  `export const cameoNames: Readonly<Record<string, string>> = ${JSON.stringify(names, null, 1)};\n`,
);
