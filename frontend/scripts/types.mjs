// Writes src/api/schema.ts from the server's OpenAPI document; with --check it only says whether it is stale.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const DOCUMENT = new URL("../../backend/openapi.json", import.meta.url);
const TARGET = new URL("../src/api/schema.ts", import.meta.url);
const HEAD = "// Generated from backend/openapi.json by `npm run types`. Not edited by hand.\n\n";

const document = JSON.parse(readFileSync(DOCUMENT, "utf8"));
// The pages go by paths: without ids the operations stand in place, and two of one name cannot collide.
for (const path of Object.values(document.paths))
  for (const operation of Object.values(path)) delete operation.operationId;
const text = HEAD + astToString(await openapiTS(document));

if (!process.argv.includes("--check")) {
  writeFileSync(TARGET, text);
} else if (readFileSync(TARGET, "utf8") !== text) {
  console.error("src/api/schema.ts is stale: run `npm run types`");
  process.exit(1);
}
