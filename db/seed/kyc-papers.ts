import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import sharp from "sharp";
import { readIdentityNumber } from "@/domain/customers/identity-number";
import type { Declared, DocumentKind, Quality, Reading } from "@/domain/kyc/model";
import { addDays, addMonths, type LocalDate, localDate } from "@/domain/shared/time";
import type { BlobStore } from "@/server/evidence/adapters/blob-store";
import { writeBlob } from "@/server/evidence/blobs";
import { acceptFile } from "@/server/evidence/commands/accept-file";
import { fileKey } from "@/server/evidence/file-keys";
import { findFile } from "@/server/evidence/store";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { Trouble } from "./kyc-tales";
import { type Sample, samplePicture } from "./sample-pictures";

/** A picture of the demo, as the house would have stored and measured it. */
export type Paper = { readonly bytes: Buffer; readonly quality: Quality; readonly lookHash: string };

const GOOD = { sharpness: 88, glareFree: 94, framed: 95 };
const BAD: Partial<Record<Trouble, Partial<Quality>>> = { blurred: { sharpness: 24 }, glare: { glareFree: 31 } };
const DAY = (text: string | undefined, other: string): LocalDate => localDate(text ?? other);

/** What an enterprise's legal representative would declare of himself. */
function representativeOf({ representativeName, representativeIdNumber = "" }: Declared): Declared {
  const read = readIdentityNumber(representativeIdNumber);
  const born = read.ok ? { birthDate: read.birthDate, sex: read.sex } : {};
  return { name: representativeName, idNumber: representativeIdNumber, idType: "resident-id", ...born };
}

/** What is drawn for a kind of document: what was declared, but for what the trouble says. */
function sampleOf(kind: DocumentKind, declared: Declared, seed: number, trouble?: Trouble): Sample {
  if (declared.idType === "business-licence" && kind !== "business-licence")
    return sampleOf(kind, representativeOf(declared), seed, trouble);
  const name = trouble === "name" ? `${declared.name ?? ""}平` : (declared.name ?? "");
  const idNumber = declared.idNumber ?? "";
  const sex = declared.sex === "female" ? "female" : "male";
  const [birthDate, validFrom] = [DAY(declared.birthDate, "1990-01-01"), DAY(declared.idValidFrom, "2020-01-01")];
  const address = declared.address ?? "";
  const validTo = declared.idValidTo === "long-term" ? ("long-term" as const) : DAY(declared.idValidTo, "2030-01-01");
  if (kind === "id-back") return { kind, authority: "虚构市公安局样本分局", validFrom, validTo };
  if (kind === "hand-held") return { kind, seed };
  if (kind === "business-licence") {
    const { representativeName: representative = "", businessScope = "" } = declared;
    return { kind, creditCode: idNumber, name, representative, validFrom, validTo, address, businessScope };
  }
  return { kind: "id-front", name, sex, birthDate, address, idNumber };
}

/** Draws a picture of the demo; pictures of troubled papers say so by what was measured. */
export async function drawPaper(
  kind: DocumentKind,
  declared: Declared,
  seed: number,
  trouble?: Trouble,
): Promise<Paper> {
  const bytes = await samplePicture(sampleOf(kind, declared, seed, trouble));
  const { width, height } = await sharp(bytes).metadata();
  const lookHash = createHash("sha256").update(`${kind}${seed}`).digest("hex").slice(0, 16);
  return { bytes, quality: { width, height, ...GOOD, ...(trouble ? BAD[trouble] : {}) }, lookHash };
}

/** What the house would have read from the picture, with the confidence of such a reading. */
export function readingsOf(kind: DocumentKind, declared: Declared, seed: number, trouble?: Trouble): Reading[] {
  const sample = sampleOf(kind, declared, seed, trouble);
  const read = (field: Reading["field"], value: string | undefined): Reading[] =>
    value ? [{ document: kind, field, value, confidence: 84 + ((seed + field.length) % 15), source: "ocr" }] : [];
  switch (sample.kind) {
    case "id-front":
      return [
        ...read("name", sample.name),
        ...read("sex", sample.sex),
        ...read("birthDate", sample.birthDate),
        ...read("idNumber", sample.idNumber),
        ...read("address", sample.address),
      ];
    case "id-back":
      return [
        ...read("idAuthority", sample.authority),
        ...read("idValidFrom", sample.validFrom),
        ...read("idValidTo", sample.validTo),
      ];
    case "business-licence":
      return [
        ...read("idNumber", sample.creditCode),
        ...read("name", sample.name),
        ...read("representativeName", sample.representative),
      ];
    default:
      return [];
  }
}

const MONTHS = 12;

/** Years between two days, completed. */
const years = (from: LocalDate, to: LocalDate): number =>
  Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);

/** A card's term around today, as long as cards of that age are issued for; one of the trouble has run out. */
export function validityOn(
  today: LocalDate,
  born: LocalDate | undefined,
  seed: number,
  trouble?: Trouble,
): { from: LocalDate; to: LocalDate | "long-term" } {
  if (trouble === "expired") {
    const to = addDays(today, -20 - seed);
    return { from: addMonths(to, -10 * MONTHS), to };
  }
  const from = addDays(today, -300 - seed * 31);
  const age = born === undefined ? 0 : years(born, from);
  if (age >= 46) return { from, to: "long-term" };
  return { from, to: addMonths(from, (age >= 26 ? 20 : 10) * MONTHS) };
}

/**
 * Stores the bytes of an announced and finished file as the worker would: the page drawn, the original sealed, the file
 * taken in. Sample pictures are their own page: they are JPEG without anything beside the picture.
 */
export async function storePaper(
  runtime: Runtime,
  principal: Principal,
  store: BlobStore,
  fileId: string,
  paper: Paper,
): Promise<void> {
  const key = await inScope(runtime, principal, "read", async (scope) => {
    const file = await findFile(scope, fileId);
    return { keep: false, value: file ? await fileKey(scope, file) : null };
  });
  if (!key) throw new Error("a file of the demo without a key");
  const { width, height } = paper.quality;
  const common = { fileId, mediaType: "image/jpeg", bytes: paper.bytes.length } as const;
  const page = { ...common, part: "page", page: 1, width, height, body: Readable.from([paper.bytes]) } as const;
  await writeBlob(runtime, principal, store, key, page);
  const body = Readable.from([paper.bytes]);
  const original = { ...common, part: "original", page: 0, width: null, height: null, body } as const;
  const sha256 = await writeBlob(runtime, principal, store, key, original);
  const input = { fileId, mediaType: "image/jpeg" as const, sha256, pages: 1 };
  const outcome = await execute(runtime, acceptFile, { principal, input, key: newId(), requestId: newId() });
  if (!outcome.ok) throw new Error(`picture: ${outcome.code}`);
}
