#!/usr/bin/env node
/**
 * Verifies a certificate of erasure offline. This file is plain Node and uses nothing of the console: an auditor can read it,
 * take it along and run it anywhere. What it proves: docs/reference/erasure-certificate.md.
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const HELP = `Usage: npm run certificate:verify -- <file> [options]

  --key <key>   trust this public key only: a file (PEM or base64) or the base64 itself (repeatable)
  --json        print the verdict as one JSON object
  --help        print this

Exit: 0 the certificate is as it was signed, 1 it is not (with why), 2 wrong usage.`;

const PREFIX = "hegui-erasure-certificate-v1\n";
const FIELDS = ["content", "keyId", "publicKey", "signature"];

class UsageError extends Error {}

/** Canonical JSON: no spaces, the names of every object in order. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** The id of a key: the beginning of its hash. */
const keyIdOf = (spki) => createHash("sha256").update(spki).digest("hex").slice(0, 16);

/** A key given on the command line: a file holding PEM or base64, or the base64 itself. Gives its base64. */
function readKey(given) {
  try {
    const text = (existsSync(given) ? readFileSync(given, "utf8") : given).trim();
    const key = createPublicKey(
      text.startsWith("-----") ? text : { key: Buffer.from(text, "base64"), format: "der", type: "spki" },
    );
    return key.export({ format: "der", type: "spki" }).toString("base64");
  } catch {
    throw new UsageError(`--key ${given}: neither a file with a public key nor one in base64`);
  }
}

/** The certificate, when the file is nothing but what the console wrote, to the byte. */
function readCertificate(text) {
  const file = JSON.parse(text);
  if (`${JSON.stringify(file, null, 2)}\n` !== text)
    throw new Error("the file is not written as the console writes it");
  if (Object.keys(file).join() !== FIELDS.join()) throw new Error("the file holds something else than a certificate");
  for (const name of ["publicKey", "signature"])
    if (typeof file[name] !== "string" || Buffer.from(file[name], "base64").toString("base64") !== file[name])
      throw new Error(`${name} is not written as the console writes it`);
  return file;
}

/** Checks the text of an exported certificate; `trusted`: the keys in base64 it must be signed by, none: its own. */
export function verifyCertificate(text, trusted = []) {
  try {
    const { content, keyId, publicKey, signature } = readCertificate(text);
    if (trusted.length > 0 && !trusted.includes(publicKey))
      throw new Error("it is signed by a key that is not trusted");
    const spki = Buffer.from(publicKey, "base64");
    if (keyIdOf(spki) !== keyId) throw new Error("the id of the key is not that of the key");
    const signed = Buffer.from(`${PREFIX}${canonical(content)}\n`, "utf8");
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    if (!verify(null, signed, key, Buffer.from(signature, "base64")))
      throw new Error("the content is not what was signed");
    const sha256 = createHash("sha256").update(signed).digest("hex");
    const { number, class: of, erasedAt } = content;
    return { ok: true, number, class: of, erasedAt, sha256, key: { id: keyId, pinned: trusted.length > 0 } };
  } catch (error) {
    return { ok: false, why: error instanceof SyntaxError ? "the file is no JSON" : error.message };
  }
}

function parseUsage(args) {
  try {
    const flag = { type: "boolean", default: false };
    const key = { type: "string", multiple: true, default: [] };
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { key, json: flag, help: flag },
    });
    if (!values.help && positionals.length !== 1) throw new UsageError("name one file to verify");
    return { ...values, file: positionals[0] };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(error.message);
  }
}

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error.code}`);
  }
}

const wordsOf = ({ number, class: of, erasedAt, sha256, key }) =>
  `ok: certificate ${number}, class ${of}, erased at ${erasedAt}\nsha256 of what was signed: ${sha256}\nsigned with key ${key.id}, ${
    key.pinned ? "which you trust" : "taken from this file: compare it with one you know"
  }`;

function main(args) {
  try {
    const { file, key, json, help } = parseUsage(args);
    if (help) return void console.log(HELP);
    const verdict = verifyCertificate(readText(file), key.map(readKey));
    if (json) console.log(JSON.stringify(verdict));
    else if (verdict.ok) console.log(wordsOf(verdict));
    else console.error(`not ok: ${verdict.why}`);
    if (!verdict.ok) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
  }
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? "")).href) main(process.argv.slice(2));
