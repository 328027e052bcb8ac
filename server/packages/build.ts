import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "drizzle-orm";
import type { PackageFailure } from "@/domain/packages/model";
import { BUILD_TRIES_MOST } from "@/domain/packages/policy";
import type { BlobStore } from "@/server/evidence/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { SealBrokenError } from "@/server/kernel/crypto/aead";
import { sealStream } from "@/server/kernel/crypto/sealed-stream";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { failPackage } from "./commands/fail-package";
import { finishPackage } from "./commands/finish-package";
import { Contents, type PartSource } from "./contents";
import { makePackageKey, packageKey } from "./keys";
import { loadPackage, type PackagePart, type StoredPackage } from "./store";

/** What the work on a package needs of its surroundings. */
export type Workshop = {
  readonly store: BlobStore;
  readonly dataDir: string;
  readonly signal: AbortSignal;
  readonly requestId: string;
};

/** Why a package cannot be built, however often it is tried. */
class LostCauseError extends Error {
  readonly failure: PackageFailure;

  constructor(code: PackageFailure) {
    super(code);
    this.name = "LostCauseError";
    this.failure = code;
  }
}

type Begun = {
  readonly of: StoredPackage;
  readonly key: Buffer;
  readonly name: string;
  readonly before: string | null;
};

/** Begins a try: a name of its own for the bytes, under which only this try can end the package. Nothing for one that has ended. */
function begin(runtime: Runtime, principal: Principal, packageId: string): Promise<Begun | undefined> {
  return inScope(runtime, principal, "write", async (scope) => {
    const { tx, actor, now } = scope;
    const of = await loadPackage(scope, packageId, { lock: true });
    if (of.state !== "building") return { keep: false, value: undefined };
    const known = await packageKey(scope, packageId);
    if (!known && of.tries > 0) throw new LostCauseError("key-destroyed");
    const key = known ?? (await makePackageKey(scope, packageId));
    const name = randomUUID();
    await tx.execute(sql`update subject_packages set tries = tries + 1, tried_at = ${now}::timestamptz, store_name = ${name},
        version = version + 1 where id = ${packageId}::uuid and programme_id = ${actor.programmeId}`);
    return { keep: true, value: { of: { ...of, tries: of.tries + 1 }, key, name, before: of.storeName } };
  });
}

const folderOf = (dataDir: string): string => join(dataDir, "packages");

type Written = { readonly bytes: number; readonly sha256: string; readonly parts: readonly PackagePart[] };

/** The files one behind the other, each measured and hashed as it goes, and all of them together. */
function measured(sources: AsyncIterable<PartSource>): { body: Readable; written: () => Written } {
  const whole = createHash("sha256");
  const parts: PackagePart[] = [];
  let total = 0;
  async function* flow(): AsyncGenerator<Buffer> {
    for await (const { name, text } of sources) {
      const own = createHash("sha256");
      let bytes = 0;
      for await (const piece of text) {
        const chunk = typeof piece === "string" ? Buffer.from(piece) : piece;
        own.update(chunk);
        whole.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
      total += bytes;
      parts.push({ name, bytes, sha256: own.digest("hex") });
    }
  }
  const body = Readable.from(flow(), { objectMode: false });
  return { body, written: () => ({ bytes: total, sha256: whole.digest("hex"), parts }) };
}

/** Seals a package into a file of its own, and from there into the store, whose objects are written with their length. */
async function seal(begun: Begun, contents: Contents, { store, dataDir, signal }: Workshop): Promise<Written> {
  const { key, name } = begun;
  const folder = folderOf(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  try {
    const { body, written } = measured(contents.parts());
    await pipeline(body, sealStream(key, name), createWriteStream(path, { mode: 0o600, flags: "wx" }), { signal });
    const { size } = await stat(path);
    await store.put(name, createReadStream(path), size);
    return written();
  } finally {
    await rm(path, { force: true });
  }
}

/** What broke off a try, as far as it can be told from the failure. */
function failureOf(error: unknown): PackageFailure {
  if (error instanceof LostCauseError) return error.failure;
  if (error instanceof SealBrokenError) return "keys-unavailable";
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = (at as { code?: unknown }).code;
    if (code === "ENOSPC" || code === "EDQUOT") return "disk-full";
    if (at.name.startsWith("KeyRing") || at.name.startsWith("Key")) return "keys-unavailable";
    if (typeof code === "string" && /^E(CONN|HOST|NET|TIMEDOUT|PIPE)|^NoSuchBucket/.test(code))
      return "store-unavailable";
  }
  return "other";
}

/** Nothing is gained by trying these again. */
const HOPELESS: readonly PackageFailure[] = ["disk-full", "key-destroyed"];

async function giveUp(
  runtime: Runtime,
  principal: Principal,
  { packageId, failure, requestId }: { packageId: string; failure: PackageFailure; requestId: string },
): Promise<void> {
  const input = { packageId, failure };
  await execute(runtime, failPackage, { principal, input, key: `package-failed-${packageId}`, requestId });
}

/**
 * Builds a package that was asked for: reads with the clearance of everybody, seals as it reads, and only when all lies in the
 * store is it ready. May be killed anywhere and run again: it begins anew, and ends once. Throws while another try is worth
 * it; then the package has failed, and people are told.
 */
export async function buildPackage(
  runtime: Runtime,
  principal: Principal,
  packageId: string,
  shop: Workshop,
): Promise<"ready" | "failed" | "nothing"> {
  const { requestId } = shop;
  let tries = BUILD_TRIES_MOST;
  try {
    const begun = await begin(runtime, principal, packageId);
    if (!begun) return "nothing";
    tries = begun.of.tries;
    if (begun.before) await shop.store.remove(begun.before);
    const contents = new Contents({ runtime, principal, of: begun.of, signal: shop.signal });
    const written = await seal(begun, contents, shop);
    const input = { packageId, storeName: begun.name, rows: contents.rows, ...written, parts: [...written.parts] };
    const call = { principal, input, key: `package-ready-${begun.name}`, requestId };
    const outcome = await execute(runtime, finishPackage, call);
    if (outcome.ok) return "ready";
    await shop.store.remove(begun.name);
    return "nothing";
  } catch (error) {
    if (shop.signal.aborted) throw error;
    const failure = failureOf(error);
    if (tries < BUILD_TRIES_MOST && !HOPELESS.includes(failure)) throw error;
    await giveUp(runtime, principal, { packageId, failure, requestId });
    return "failed";
  }
}
