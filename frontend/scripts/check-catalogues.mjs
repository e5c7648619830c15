// Do both languages say everything that the pages ask for, and do the pages ask only through them?
// Four checks: same keys in both catalogues, same placeholders, every literal key in the source exists,
// and no Chinese character stands in the source outside the catalogues.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = new URL("../src/", import.meta.url).pathname;
const faults = [];

function flatten(node, prefix, into) {
  for (const [key, value] of Object.entries(node)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === "string") into.set(path, value);
    else flatten(value, path, into);
  }
  return into;
}

function catalogue(language) {
  const folder = join(root, "i18n", language);
  const keys = new Map();
  for (const file of readdirSync(folder)) {
    const texts = flatten(JSON.parse(readFileSync(join(folder, file), "utf8")), "", new Map());
    for (const [key, text] of texts) keys.set(`${file.replace(/\.json$/, "")}:${key}`, text);
  }
  return keys;
}

const zh = catalogue("zh");
const en = catalogue("en");
if (zh.size < 100) faults.push(`the Chinese catalogue has only ${zh.size} keys`);
for (const key of zh.keys()) if (!en.has(key)) faults.push(`en lacks ${key}`);
for (const key of en.keys()) if (!zh.has(key)) faults.push(`zh lacks ${key}`);

const placeholders = (text) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();
for (const [key, text] of zh) {
  const other = en.get(key);
  if (other !== undefined && String(placeholders(text)) !== String(placeholders(other)))
    faults.push(`${key}: placeholders differ`);
}

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "i18n") yield* sources(path);
    } else if (/\.tsx?$/.test(entry.name) && !/\.test\.|schema\.ts$/.test(entry.name)) yield path;
  }
}

let asked = 0;
for (const path of sources(root)) {
  const text = readFileSync(path, "utf8");
  const name = path.slice(root.length);
  // A file that uses several namespaces is checked against all of them.
  const spaces = [...text.matchAll(/useTranslation\("(\w+)"\)/g)].map((match) => match[1]);
  if (/useTranslation\(\)/.test(text) || spaces.length === 0) spaces.push("common");
  for (const [, key] of text.matchAll(/\bt\(\s*"([^"]+)"/g)) {
    asked += 1;
    const candidates = key.includes(":") ? [key] : spaces.map((space) => `${space}:${key}`);
    if (!candidates.some((candidate) => zh.has(candidate))) faults.push(`${name}: no text ${key}`);
  }
  text.split("\n").forEach((line, index) => {
    if (/\p{Script=Han}/u.test(line.replace(/\/\/.*$/, "").replace(/[“”]/g, "")))
      faults.push(`${name}:${index + 1}: Chinese text outside the catalogues`);
  });
}
if (asked < 100)
  faults.push(`only ${asked} texts are asked for: the check does not see the source`);

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(`catalogues: ${zh.size} texts in both languages, ${asked} asked for by literal key`);
