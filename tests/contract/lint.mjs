// Lints the document with the engine of `redocly lint`, by the rules of redocly.yaml.
import { fileURLToPath } from "node:url";
import { formatProblems, getTotals, lint, loadConfig } from "@redocly/openapi-core";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export async function lintDocument(file) {
  const config = await loadConfig({ configPath: here("redocly.yaml") });
  const problems = await lint({ ref: file, config });
  const totals = getTotals(problems);
  if (totals.errors + totals.warnings > 0) {
    formatProblems(problems, { format: "codeframe", totals, version: "1" });
  }
  return totals.errors + totals.warnings;
}
