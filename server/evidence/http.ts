import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { decideServe } from "@/domain/evidence/decisions";
import { addDuration, epochMilliseconds, type Instant } from "@/domain/shared/time";
import { env } from "@/env";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { type Runtime, runtime } from "@/server/kernel/runtime";
import { fromElsewhere } from "@/server/kernel/same-origin";
import { inScope } from "@/server/kernel/scope";
import { type BlobStore, configuredStore } from "./adapters/blob-store";
import { DamagedError, readBlob, streamBlob } from "./blobs";
import { recordDamage } from "./commands/record-damage";
import { fileKey } from "./file-keys";
import { readLink } from "./link";
import { blobsOf, openFile, type StoredBlob, type StoredFile } from "./store";
import { receiveUpload } from "./upload";
import { watermark } from "./watermark";

type House = { readonly runtime: Runtime; readonly store: BlobStore };

const json = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

const SHANGHAI_HOURS = 8;
const MINUTE_SIGNS = 16;

type Granted = { file: StoredFile; blob: StoredBlob; key: Buffer; lines: readonly [string, string] };
type Wanted = { readonly link: string; readonly part: "page" | "original"; readonly page: number };

/**
 * What a link opens now: the link was made here for this session, its time is not over, and rights, subject and state
 * still allow it. Throws AppError for everything else; why is not told.
 */
async function grant(house: Runtime, principal: Principal & { kind: "person" }, wanted: Wanted): Promise<Granted> {
  const claims = readLink(house.keyRing, wanted.link);
  const fits =
    claims?.part === wanted.part &&
    claims.session === principal.sessionId &&
    claims.programme === principal.programmeId;
  if (!claims || !fits || claims.until <= epochMilliseconds(house.clock())) throw new AppError("not-found");
  return inScope(house, principal, "read", async (scope) => {
    const { tx, actor, now } = scope;
    const permission = wanted.part === "page" ? "evidence.read" : "evidence.download";
    if (!actor.permissions.has(permission)) throw new AppError("forbidden");
    const file = await openFile(scope, claims.file);
    const blob = (await blobsOf(scope, file.id, wanted.part)).find(({ page }) => page === wanted.page);
    const key = await fileKey(scope, file);
    if (!decideServe(file).ok || !blob || !key) throw new AppError("not-found");
    const { rows } = await tx.execute<{ email: string }>(sql`select email from people where id = ${actor.personId}`);
    return { keep: false, value: { file, blob, key, lines: [rows[0]?.email ?? "", stampOf(now, file.id)] as const } };
  });
}

/** Shanghai's time to the minute, and the end of the file's id. */
function stampOf(now: Instant, fileId: string): string {
  const local = addDuration(now, { hours: SHANGHAI_HOURS }).slice(0, MINUTE_SIGNS).replace("T", " ");
  return `${local} +08 ${fileId.slice(-MINUTE_SIGNS / 2)}`;
}

/** Sounds the alarm in the name of the house: whoever looked may not be one who could. */
async function alarm(house: Runtime, programmeId: string, { file }: Granted, wanted: Wanted): Promise<void> {
  const { part, page } = wanted;
  log("error", "evidence", { outcome: "damaged", subject: file.id, part, page });
  await execute(house, recordDamage, {
    principal: { kind: "system", name: "system:worker", programmeId },
    input: { fileId: file.id, part, page },
    key: newId(),
    requestId: newId(),
  });
}

const STATUS = { "not-found": 404, forbidden: 403, unauthenticated: 401, invalid: 400, unavailable: 503 } as const;

async function serve(
  principal: (Principal & { kind: "person" }) | null,
  wanted: Wanted,
  answer: (granted: Granted, store: BlobStore) => Promise<Response>,
  house?: House,
): Promise<Response> {
  if (!principal) return json({ error: "unauthenticated" }, STATUS.unauthenticated);
  const own = house?.runtime ?? (await runtime());
  let granted: Granted | undefined;
  try {
    granted = await grant(own, principal, wanted);
    return await answer(granted, house?.store ?? (await configuredStore()));
  } catch (error) {
    if (error instanceof AppError) return json({ error: error.category }, STATUS[error.category]);
    if (error instanceof DamagedError && granted) {
      await alarm(own, principal.programmeId, granted, wanted);
      return json({ code: "evidence.file.broken" }, 409);
    }
    log("error", "evidence", { outcome: "failed", ...safeError(error) });
    return json({ error: "unavailable" }, STATUS.unavailable);
  }
}

/** What no browser may do with a file: guess its type, keep it, run it or frame it. */
const SAFE_HEADERS = {
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** One page of a file for looking at, with who looks and when drawn into it. */
export function getPage(
  principal: (Principal & { kind: "person" }) | null,
  asked: { link: string; page: number },
  house?: House,
): Promise<Response> {
  const show = async ({ blob, key, lines }: Granted, store: BlobStore) => {
    const shown = await watermark(
      await readBlob(store, key, blob),
      { width: blob.width ?? 0, height: blob.height ?? 0 },
      lines,
    );
    return new Response(shown as Buffer<ArrayBuffer>, { headers: { ...SAFE_HEADERS, "content-type": "image/jpeg" } });
  };
  return serve(principal, { ...asked, part: "page" }, show, house);
}

/** The original, to be saved and never shown: as bytes, under a name of ours. */
export function getOriginal(
  principal: (Principal & { kind: "person" }) | null,
  asked: { link: string },
  house?: House,
): Promise<Response> {
  const send = async ({ file, blob, key }: Granted, store: BlobStore) => {
    const ending = blob.mediaType.split("/")[1] ?? "bin";
    const body = Readable.toWeb(await streamBlob(store, key, blob)) as unknown as ReadableStream<Uint8Array>;
    return new Response(body, {
      headers: {
        ...SAFE_HEADERS,
        "content-type": "application/octet-stream",
        "content-length": String(blob.bytes),
        "content-disposition": `attachment; filename="evidence-${file.id}.${ending}"`,
        digest: `sha-256=${Buffer.from(blob.sha256, "hex").toString("base64")}`,
      },
    });
  };
  return serve(principal, { ...asked, part: "original", page: 0 }, send, house);
}

/** A request of the upload protocol, from our own pages alone. */
export async function handleUpload(
  request: Request,
  principal: (Principal & { kind: "person" }) | null,
): Promise<Response> {
  if (fromElsewhere(request)) return new Response(null, { status: 403 });
  if (!principal) return json({ error: "unauthenticated" }, STATUS.unauthenticated);
  try {
    return await receiveUpload(request, { runtime: await runtime(), principal, dataDir: env().DATA_DIR });
  } catch (error) {
    if (error instanceof AppError) return json({ error: error.category }, STATUS[error.category]);
    throw error;
  }
}
