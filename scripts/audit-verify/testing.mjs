/** A writer of its own for tests of the verifier, after the text of docs/reference/audit-export.md. */
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { verifyExport } from "./check.mjs";

const sha = (...parts) => parts.reduce((all, part) => all.update(part), createHash("sha256")).digest();
/** The RFC 6962 leaf hash of a text. */
export const leafOf = (text) => sha(Buffer.of(0), Buffer.from(text, "utf8"));
function rootOf(leaves) {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return leaves[0];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha(Buffer.of(1), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}
/** A key pair, as a header lists it and as a pair that signs. */
export function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const spki = publicKey.export({ format: "der", type: "spki" });
  const pem = publicKey.export({ format: "pem", type: "spki" });
  return { id: sha(spki).toString("hex").slice(0, 16), ed25519: spki.toString("base64"), pem, privateKey };
}
const signText = (key, text) => sign(null, Buffer.from(text), key.privateKey).toString("base64");
/** A signed head over leaf hashes. */
export function headOf(leaves, { log, key }) {
  const [treeSize, rootHash, sealedAt] = [leaves.length, rootOf(leaves).toString("hex"), "2026-09-02T00:00:00.000Z"];
  const signature = signText(key, `hegui-audit-head-v1\n${log}\n${treeSize}\n${rootHash}\n${sealedAt}\n`);
  return { log, treeSize, rootHash, sealedAt, keyId: key.id, signature };
}
/** One entry line. */
export const entryOf = (i, text) => JSON.stringify({ i, h: leafOf(text).toString("hex"), e: text });
function headerOf(treeSize, { log, keys, key }) {
  const listed = keys.map(({ id, ed25519 }) => ({ id, ed25519 }));
  const generatedAt = "2026-09-03T00:00:00.000Z";
  const lines = listed.map(({ id, ed25519 }) => `${id} ${ed25519}\n`).join("");
  const signature = signText(key, `hegui-audit-export-v1\n${log}\n${generatedAt}\n${treeSize}\n${lines}`);
  const fields = { hegui: "audit-export", version: 1, log, generatedAt, treeSize, keys: listed, keyId: key.id };
  return JSON.stringify({ ...fields, signature });
}
/** An export's lines: header, entries with heads after `sizes` of them, end. `keyAt` picks a head's key by its size. */
export function write(texts, sizes, { log = "main", key = KEY, keys = [key], keyAt = () => key } = {}) {
  const lines = [headerOf(texts.length, { log, keys, key })];
  const leaves = texts.map(leafOf);
  for (let size = 0; size <= texts.length; size += 1) {
    if (size > 0) lines.push(entryOf(size - 1, texts[size - 1]));
    if (sizes.includes(size))
      lines.push(JSON.stringify({ head: headOf(leaves.slice(0, size), { log, key: keyAt(size) }) }));
  }
  lines.push(JSON.stringify({ end: true, entries: texts.length, heads: sizes.length }));
  return lines;
}
/** The lines as one file. */
export const textOf = (lines) => lines.map((line) => `${line}\n`).join("");

/** Runs the checks in process, a few bytes at a time; gives the summary, or the finding. */
export function verdict(content, options, chunk = 1 << 20) {
  const bytes = Buffer.from(content);
  let at = 0;
  const read = (buffer, offset, length) => {
    const got = bytes.copy(buffer, offset, at, at + Math.min(length, chunk));
    at += got;
    return got;
  };
  try {
    return { ok: true, ...verifyExport(read, options) };
  } catch (error) {
    if (!error.where) throw error;
    return { ok: false, code: error.code, message: error.message, ...error.where };
  }
}

/** One small whole export: 20 entries under heads at 7, 12 and 20. */
export const KEY = newKey();
const at = (i) => `2026-09-01T00:00:${String(i).padStart(2, "0")}.000Z`;
export const TEXTS = Array.from({ length: 20 }, (_, i) => {
  const note = `冻结 "第${i}" \\ \u0001\b\u2028 😀`;
  const entry = { id: `0199${i}`, kind: "controls.restriction.request", at: at(i), note };
  // Control characters of the text itself, beside those that JSON has spelled out already.
  return `${JSON.stringify(entry)}\n\b\u0000\u001f`;
});
export const SIZES = [7, 12, 20];
export const LINES = write(TEXTS, SIZES);
export const WHOLE = textOf(LINES);
/** Where entry i stands among the lines: after the header and the heads before it. */
export const lineOf = (i) => 1 + i + SIZES.filter((size) => size <= i).length;
