import { inflateRawSync } from "node:zlib";
import type { PackageForm } from "@/domain/packages/model";
import type { BlobStore } from "@/server/evidence/public";
import { enqueue } from "@/server/kernel/outbox";
import { inScope } from "@/server/kernel/scope";
import type { House } from "@/server/kernel/testing/house";
import { buildPackage } from "./build";
import { preparePackage } from "./prepare";

/** Begins a package as a request does; nothing builds it yet. */
export function asked(house: House, customerId: string, form: PackageForm = "access"): Promise<string> {
  return inScope(house.runtime, house.as("privacy-officer"), "write", async (scope) => {
    const made = await preparePackage(scope, { requestId: null, customerId, form });
    await enqueue(scope.tx, scope.actor, made.events);
    return { keep: true, value: made.packageId };
  });
}

/** One try of the worker's at a package. */
export function build(house: House, packageId: string, store: BlobStore, signal = new AbortController().signal) {
  const principal = house.system("system:worker");
  return buildPackage(house.runtime, principal, packageId, {
    store,
    dataDir: house.dataDir,
    signal,
    requestId: "test",
  });
}

/** The files of a ZIP, by name. Reads its directory, as any program does. */
export function unzip(zip: Buffer): ReadonlyMap<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + size);
    files.set(name, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}
