import type { SigningKey, VerifyingKey } from "@/server/kernel/crypto/ed25519";

/**
 * The lines of an audit export, version 1 (docs/reference/audit-export.md). Every line is exactly what
 * `JSON.stringify` gives for the fields in this order, and a line feed; the verifier accepts no other spelling.
 */
export type HeadFields = {
  /** The log's id: letters, digits, dot, dash, underscore. */
  readonly log: string;
  readonly treeSize: number;
  /** Lower-case hex. */
  readonly rootHash: string;
  /** UTC instant, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly sealedAt: string;
};
/** A head as stored and exported. `signature` is base64. */
export type SignedHead = HeadFields & { readonly keyId: string; readonly signature: string };

export type HeaderFields = {
  readonly log: string;
  /** UTC instant. */
  readonly generatedAt: string;
  /** How many entries the export holds: the tree size of its last head. */
  readonly treeSize: number;
  /** Every key that signed a head of the log, and the one that signs this export. */
  readonly keys: readonly VerifyingKey[];
};

const LOG_ID = /^[A-Za-z0-9._-]{1,64}$/;
const HASH = /^[0-9a-f]{64}$/;

/** The bytes a head's signature is over. Refuses a log id that could run into the next line. */
export function headBytes(head: HeadFields): Buffer {
  assertLogId(head.log);
  return Buffer.from(
    `hegui-audit-head-v1\n${head.log}\n${head.treeSize}\n${head.rootHash}\n${head.sealedAt}\n`,
    "utf8",
  );
}

/** The bytes the export's own signature is over: they bind the header and the list of keys. */
export function headerBytes(header: HeaderFields): Buffer {
  assertLogId(header.log);
  const keys = header.keys.map((key) => `${key.id} ${key.spki.toString("base64")}\n`).join("");
  return Buffer.from(
    `hegui-audit-export-v1\n${header.log}\n${header.generatedAt}\n${header.treeSize}\n${keys}`,
    "utf8",
  );
}

/** Signs a head. */
export function signHead(head: HeadFields, key: SigningKey): SignedHead {
  const { log, treeSize, rootHash, sealedAt } = head;
  const signature = key.sign(headBytes(head)).toString("base64");
  return { log, treeSize, rootHash, sealedAt, keyId: key.id, signature };
}

/** The first line. Refuses a signing key that the header does not list. */
export function headerLine(header: HeaderFields, key: SigningKey): string {
  if (!header.keys.some((listed) => listed.id === key.id)) throw new RangeError("the header lists no such key");
  return line({
    hegui: "audit-export",
    version: 1,
    log: header.log,
    generatedAt: header.generatedAt,
    treeSize: header.treeSize,
    keys: header.keys.map(({ id, spki }) => ({ id, ed25519: spki.toString("base64") })),
    keyId: key.id,
    signature: key.sign(headerBytes(header)).toString("base64"),
  });
}

/**
 * One entry: its leaf index, the leaf hash as stored (lower-case hex) and the leaf text whose UTF-8 bytes are the
 * leaf. The hash is not recomputed here: that is the verifier's business. Refuses text that has no UTF-8 form.
 */
export function entryLine(index: number, leafHash: string, text: string): string {
  if (!HASH.test(leafHash)) throw new RangeError("a leaf hash is 64 lower-case hex digits");
  if (/\p{Surrogate}/u.test(text)) throw new RangeError(`entry ${index} holds half a character`);
  return line({ i: index, h: leafHash, e: text });
}

/** A head, right after the last entry it covers. */
export function headLine(head: SignedHead): string {
  const { log, treeSize, rootHash, sealedAt, keyId, signature } = head;
  return line({ head: { log, treeSize, rootHash, sealedAt, keyId, signature } });
}

/** The last line: how many entries and heads went before. */
export function endLine(entries: number, heads: number): string {
  return line({ end: true, entries, heads });
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function assertLogId(log: string): void {
  if (!LOG_ID.test(log)) throw new RangeError("a log id has letters, digits, dots, dashes and underscores only");
}
