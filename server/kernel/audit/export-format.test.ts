import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { append, EMPTY_RANGE, root } from "@/domain/audit/merkle";
import { verifyExport } from "@/scripts/audit-verify/check.mjs";
import {
  endLine,
  entryLine,
  type HeadFields,
  headerLine,
  headLine,
  type SignedHead,
  signHead,
} from "@/server/kernel/audit/export-format";
import { newSigningKey, signingKey } from "@/server/kernel/crypto/ed25519";
import { merkleHash } from "@/server/kernel/crypto/sha256";

const key = signingKey(newSigningKey());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A whole export as the console writes it: a head after every `every` entries and one at the end. */
function write(texts: readonly string[], every: number): { file: string; heads: SignedHead[] } {
  const lines = [
    headerLine({ log: "main", generatedAt: "2026-09-03T00:00:00.000Z", treeSize: texts.length, keys: [key] }, key),
  ];
  const heads: SignedHead[] = [];
  let range = EMPTY_RANGE;
  for (const [index, text] of texts.entries()) {
    const leaf = merkleHash.leaf(Buffer.from(text, "utf8"));
    lines.push(entryLine(index, hex(leaf), text));
    range = append(merkleHash, range, leaf).range;
    if (range.size % every !== 0 && range.size !== texts.length) continue;
    const fields = { log: "main", treeSize: range.size, sealedAt: "2026-09-02T00:00:00.000Z" };
    const head = signHead({ ...fields, rootHash: hex(root(merkleHash, range)) }, key);
    heads.push(head);
    lines.push(headLine(head));
  }
  return { file: [...lines, endLine(texts.length, heads.length)].join(""), heads };
}

function verify(file: string, options: { heads?: SignedHead[]; pinned?: { base64: string }[] } = {}) {
  const bytes = Buffer.from(file, "utf8");
  let at = 0;
  return verifyExport((buffer: Buffer, offset: number, length: number) => {
    const got = bytes.copy(buffer, offset, at, at + length);
    at += got;
    return got;
  }, options);
}

describe("an export as the console writes it", () => {
  it("is accepted by the verifier, whatever the texts, with any of its heads kept and its key pinned", () => {
    const texts = fc.array(fc.string({ unit: "grapheme" }), { maxLength: 60 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 20 }), (entries, every) => {
        const { file, heads } = write(entries, every);
        const found = verify(file, { heads, pinned: [{ base64: key.spki.toString("base64") }] });
        expect(found).toMatchObject({ log: "main", entries: entries.length, heads: heads.length });
      }),
    );
  });

  it("is refused with one word of one entry changed", () => {
    const { file } = write(['{"kind":"a"}', '{"kind":"b"}'], 1);
    expect(() => verify(file.replace("b\\", "c\\"))).toThrow("entry 1 (c) was changed after it was sealed");
  });
});

describe("the lines", () => {
  const head: HeadFields = {
    log: "main",
    treeSize: 1,
    rootHash: "0".repeat(64),
    sealedAt: "2026-09-02T00:00:00.000Z",
  };

  it("refuse what could not be verified or could be read two ways", () => {
    expect(() => entryLine(0, "0".repeat(64), "\ud800")).toThrow(RangeError);
    expect(() => entryLine(0, "A".repeat(64), "x")).toThrow(RangeError);
    expect(() => signHead({ ...head, log: "main\n2" }, key)).toThrow(RangeError);
    const other = signingKey(newSigningKey());
    const header = { log: "main", generatedAt: "2026-09-03T00:00:00.000Z", treeSize: 0, keys: [key] };
    expect(() => headerLine(header, other)).toThrow(RangeError);
  });

  it("sign the canonical bytes", () => {
    expect(signHead(head, key).signature).toBe(
      key
        .sign(Buffer.from(`hegui-audit-head-v1\nmain\n1\n${"0".repeat(64)}\n2026-09-02T00:00:00.000Z\n`))
        .toString("base64"),
    );
  });
});
