#!/usr/bin/env node
/**
 * Verifies an exported audit log offline. This file and the folder beside it are plain Node and use nothing of the console:
 * an auditor can read them, take them along and run them anywhere. What is checked, and what that proves:
 * docs/reference/audit-export.md.
 */
import { createPublicKey } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { readAnchors } from "./audit-verify/anchors.mjs";
import { verifyExport } from "./audit-verify/check.mjs";
import { Finding, openKey, pickHead } from "./audit-verify/parts.mjs";

const HELP = `Usage: npm run audit:verify -- <file> [options]

  --head <file>   a signed head kept from earlier: the log must still have its root (repeatable)
  --anchors <dir> a folder of heads anchored outside: the log must still have every one of its own (repeatable)
  --key <key>     trust this public key only: a file (PEM or base64) or the base64 itself (repeatable)
  --json          print the verdict as one JSON object
  --help          print this

Exit: 0 the log is whole and signed, 1 it is not (the first bad thing is named), 2 wrong usage.`;

class UsageError extends Error {}

/** A key given on the command line: a file holding PEM or base64, or the base64 itself. */
function readKey(given) {
  try {
    const text = (existsSync(given) ? readFileSync(given, "utf8") : given).trim();
    const key = createPublicKey(
      text.startsWith("-----") ? text : { key: Buffer.from(text, "base64"), format: "der", type: "spki" },
    );
    return openKey(key.export({ format: "der", type: "spki" }).toString("base64"));
  } catch {
    throw new UsageError(`--key ${given}: neither a file with an Ed25519 public key nor one in base64`);
  }
}

/** A kept head: the JSON of a head line, with or without its outer {"head":…}. */
function readHead(path) {
  try {
    const value = JSON.parse(readFileSync(path, "utf8"));
    return pickHead(value.head ?? value);
  } catch {
    throw new UsageError(`--head ${path}: no file with a signed head`);
  }
}

/** The anchored heads of the export's log in a folder. */
function readAnchored(folder, exported) {
  try {
    return readAnchors(folder, exported);
  } catch (error) {
    throw error instanceof Finding ? error : new UsageError(`--anchors ${folder}: ${error.message}`);
  }
}

function parseUsage(args) {
  try {
    const list = { type: "string", multiple: true, default: [] };
    const flag = { type: "boolean", default: false };
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { head: list, anchors: list, key: list, json: flag, help: flag },
    });
    if (!values.help && positionals.length !== 1) throw new UsageError("name one file to verify");
    return { ...values, file: positionals[0] };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(error.message);
  }
}

function openFile(path) {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error.code}`);
  }
}

function printSummary({ log, entries, heads, lastHead, keys, keptHeads, seconds }) {
  console.log(`ok: ${entries} entries and ${heads} signed heads of log ${log}, in ${seconds.toFixed(2)} s`);
  if (lastHead)
    console.log(`last head: size ${lastHead.treeSize}, root ${lastHead.rootHash}, sealed ${lastHead.sealedAt}`);
  if (keptHeads > 0) console.log(`${keptHeads} heads kept outside agree with it`);
  for (const { id, ed25519, pinned } of keys) {
    const source = pinned
      ? "given with --key"
      : "taken from this file: compare it with the one you were given, or use --key";
    console.log(`signed with key ${id}, ${source}\n  ${ed25519}`);
  }
}

/** Runs the command line; gives the exit code. */
function main(args) {
  let json = args.includes("--json");
  try {
    const usage = parseUsage(args);
    json = usage.json;
    if (usage.help) return console.log(HELP) ?? 0;
    const file = openFile(usage.file);
    const anchored = usage.anchors.flatMap((folder) => readAnchored(folder, usage.file));
    const options = { heads: [...usage.head.map(readHead), ...anchored], pinned: usage.key.map(readKey) };
    const started = performance.now();
    const found = verifyExport((buffer, offset, length) => readSync(file, buffer, offset, length, null), options);
    closeSync(file);
    const seconds = (performance.now() - started) / 1000;
    const summary = {
      ok: true,
      ...found,
      keptHeads: usage.head.length + anchored.length,
      seconds,
      entriesPerSecond: Math.round(found.entries / seconds),
    };
    if (json) console.log(JSON.stringify(summary));
    else printSummary(summary);
    return 0;
  } catch (error) {
    const usage = error instanceof UsageError;
    if (!usage && !(error instanceof Finding)) throw error;
    if (json)
      console.log(JSON.stringify({ ok: false, code: error.code ?? "usage", message: error.message, ...error.where }));
    else console.error(usage ? `${error.message}\n\n${HELP}` : `not ok: ${error.message}`);
    return usage ? 2 : 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  process.exitCode = main(process.argv.slice(2));
}
