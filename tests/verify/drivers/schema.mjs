// Prints what is wrong with a JSON file by a JSON schema (draft 7), as a JSON list of texts.
// usage: node schema.mjs SCHEMA FILE
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import formats from "ajv-formats";

const [schema, file] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const ajv = new Ajv({ allErrors: true, strict: false });
formats(ajv);
const validate = ajv.compile(schema);
const faults = validate(file) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
console.log(JSON.stringify(faults));
