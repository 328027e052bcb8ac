import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Disk } from "flydrive";
import { FSDriver } from "flydrive/drivers/fs";
import { env } from "@/env";

/** Where sealed bytes lie, under random names. It knows no keys, no types and no owners. */
export interface BlobStore {
  /** Writes a whole object of `bytes` bytes. What a failure leaves half written may be removed or written again. */
  put(name: string, body: Readable, bytes: number): Promise<void>;
  /** The object's bytes. Throws BlobMissingError when there is none, at once or when read. */
  get(name: string): Promise<Readable>;
  /** Removes an object; none is no fault. */
  remove(name: string): Promise<void>;
}

/** Thrown when the store says that it has no such object; any other failure of a store is worth another try. */
export class BlobMissingError extends Error {
  constructor() {
    super("the store has no such object");
    this.name = "BlobMissingError";
  }
}

const MISSING = new Set(["ENOENT", "NoSuchKey", "NotFound"]);

/** Whether a failure, or one behind it, says that the object is not there. */
export function saysMissing(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof BlobMissingError || MISSING.has(at.name) || MISSING.has((at as { code?: string }).code ?? ""))
      return true;
  }
  return false;
}

/** Two signs of the name part the objects of a large store into folders. */
const keyOf = (name: string) => `${name.slice(0, 2)}/${name}`;

/** A store over any driver of flydrive. */
export function storeOn(disk: Disk): BlobStore {
  return {
    put: (name, body, bytes) => disk.putStream(keyOf(name), body, { contentLength: bytes }),
    async get(name) {
      try {
        return await disk.getStream(keyOf(name));
      } catch (error) {
        if (saysMissing(error)) throw new BlobMissingError();
        throw error;
      }
    },
    remove: (name) => disk.delete(keyOf(name)),
  };
}

/** Objects as files of a folder that only its owner may open. */
export async function diskStore(folder: string): Promise<BlobStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return storeOn(new Disk(new FSDriver({ location: folder, visibility: "private" })));
}

export type S3Settings = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** Objects in a bucket of any S3-compatible service. */
export async function s3Store(settings: S3Settings): Promise<BlobStore> {
  // Loaded only where it is used: the client is large.
  const { S3Driver } = await import("flydrive/drivers/s3");
  return storeOn(
    new Disk(
      new S3Driver({
        ...(settings.endpoint ? { endpoint: settings.endpoint, forcePathStyle: true } : {}),
        region: settings.region,
        credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
        bucket: settings.bucket,
        visibility: "private",
        supportsACL: false,
        // Services other than the first do not know the newer checksums; every chunk carries its own seal anyway.
        requestChecksumCalculation: "WHEN_REQUIRED",
        responseChecksumValidation: "WHEN_REQUIRED",
      }),
    ),
  );
}

const holder = globalThis as { heguiEvidenceStore?: Promise<BlobStore> };

/** The store the environment names, made at first use. */
export function configuredStore(): Promise<BlobStore> {
  const { EVIDENCE_STORE, DATA_DIR, S3_ENDPOINT, S3_REGION, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env();
  holder.heguiEvidenceStore ??= (
    EVIDENCE_STORE === "s3"
      ? s3Store({
          endpoint: S3_ENDPOINT,
          region: S3_REGION,
          bucket: S3_BUCKET,
          accessKeyId: S3_ACCESS_KEY_ID,
          secretAccessKey: S3_SECRET_ACCESS_KEY,
        })
      : diskStore(join(DATA_DIR, "files"))
  ).catch((error: unknown) => {
    holder.heguiEvidenceStore = undefined;
    throw error;
  });
  return holder.heguiEvidenceStore;
}
