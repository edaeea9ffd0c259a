// api/openapi.json as the test sees it: operations, their parameters, and what an answer may be.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export const documentFile = new URL("../../api/openapi.json", import.meta.url);
export const document = JSON.parse(readFileSync(documentFile, "utf8"));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, "openapi.json");
const validators = new Map();

const escaped = (key) => key.replaceAll("~", "~0").replaceAll("/", "~1");

/** What a JSON pointer leads to. */
function at(pointer, value = document) {
  for (const key of pointer.split("/").slice(1)) value = value[key.replaceAll("~1", "/").replaceAll("~0", "~")];
  return value;
}

/** Follows "$ref" from what is at the pointer: [where it ends, what is there]. */
function follow(pointer) {
  const value = at(pointer);
  return value.$ref === undefined ? [pointer, value] : follow(value.$ref.slice(1));
}

/** What is wrong with a value by the schema at the pointer; empty when it is fine. */
function complaints(pointer, value) {
  if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `openapi.json#${encodeURI(pointer)}` }));
  const validate = validators.get(pointer);
  return validate(value) ? [] : validate.errors.map((e) => `${e.instancePath || "/"} ${e.message} ${JSON.stringify(e.params)}`);
}

function readParameters(pointer, list) {
  return list.map((_, i) => {
    const [place, parameter] = follow(`${pointer}/parameters/${i}`);
    const [, schema] = follow(`${place}/schema`);
    const items = schema.items && follow(`${follow(`${place}/schema`)[0]}/items`)[1];
    return { ...parameter, schema, items };
  });
}

/** Every operation: {id, method, path, parameters, body, responses}. */
export const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => {
    const pointer = `/paths/${escaped(path)}/${method}`;
    return {
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      pointer,
      parameters: readParameters(pointer, operation.parameters ?? []),
      body: operation.requestBody?.content,
      statuses: Object.keys(operation.responses).map(Number),
    };
  }),
);

export const operationOf = (id) => operations.find((operation) => operation.id === id);

/** Headers that belong to HTTP, not to an operation. */
const transport = new Set([
  "server", "date", "content-type", "content-length", "transfer-encoding", "connection", "keep-alive", "x-content-type-options",
]);

function headerFaults(place, response, answer) {
  const faults = [];
  const known = new Set(transport);
  for (const name of Object.keys(response.headers ?? {})) {
    const [headerPlace, header] = follow(`${place}/headers/${escaped(name)}`);
    known.add(name.toLowerCase());
    const value = answer.headers[name.toLowerCase()];
    if (value === undefined) {
      if (header.required) faults.push(`the header ${name} is missing`);
    } else {
      faults.push(...complaints(`${headerPlace}/schema`, value).map((text) => `the header ${name}: ${text}`));
    }
  }
  for (const name of Object.keys(answer.headers)) {
    if (!known.has(name)) faults.push(`the header ${name} is not documented`);
  }
  return faults;
}

function bodyFaults(place, response, answer) {
  if (response.content === undefined) return answer.body.length === 0 ? [] : ["there is a body where none is documented"];
  const type = (answer.headers["content-type"] ?? "").split(";")[0];
  if (response.content[type] === undefined) return [`the content type "${type}" is not documented`];
  if (!/\bjson$/.test(type)) return [];
  let value;
  try {
    value = JSON.parse(answer.text);
  } catch (error) {
    return [`the body is not JSON: ${error.message}`];
  }
  return complaints(`${place}/content/${escaped(type)}/schema`, value);
}

/** Whether an answer is one that the document allows; a list of what is not. */
export function faults(operation, answer) {
  if (!operation.statuses.includes(answer.status)) return [`the status ${answer.status} is not documented`];
  const [place, response] = follow(`${operation.pointer}/responses/${answer.status}`);
  return [...headerFaults(place, response, answer), ...bodyFaults(place, response, answer)];
}

/** Whether the document allows this value of a query parameter, as it stands in a target. */
export function allows(parameter, encoded) {
  let text;
  try {
    text = decodeURIComponent(encoded.replaceAll("+", " "));
  } catch {
    return false;
  }
  // Raw characters that a target may not have.
  if (!/^[\w.~!$&'()*+,;=:@/?%-]*$/.test(encoded)) return false;
  const { schema, items } = parameter;
  if (items?.enum) return text.split(",").every((word) => items.enum.includes(word));
  if (schema.enum) return schema.enum.includes(text);
  if (schema.type === "integer") return /^\d+$/.test(text) && Number(text) >= schema.minimum && Number(text) <= schema.maximum;
  if (schema.format === "date") return ajv.validate({ format: "date" }, text) && !text.startsWith("0000");
  if (schema.type === "boolean") return text === "true" || text === "false";
  return Buffer.byteLength(text) <= (schema.maxLength ?? Infinity) && new RegExp(schema.pattern ?? "").test(text);
}

/** The links of an answer: [{operation, parameters}] with values taken from its body. */
export function linksFrom(operation, answer) {
  const [place, response] = follow(`${operation.pointer}/responses/${answer.status}`);
  return Object.keys(response.links ?? {}).map((name) => {
    const [, link] = follow(`${place}/links/${name}`);
    const value = (expression) => at(expression.replace("$response.body#", ""), answer.json);
    const parameters = Object.entries(link.parameters).map(([key, expression]) => [key, value(expression)]);
    return { operation: operationOf(link.operationId), parameters: Object.fromEntries(parameters) };
  });
}

/** The example values of a request body by content type: [type, body as sent]. */
export function bodyExamples(operation) {
  return Object.entries(operation.body ?? {}).flatMap(([type, content]) =>
    Object.values(content.examples ?? {}).map(({ value }) => [type, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}
