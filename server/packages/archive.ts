import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";
import { type BlobStore, streamBlob } from "@/server/evidence/public";
import { minuteOf } from "./readable";
import type { StoredPackage } from "./store";
import { fill, wordsOf } from "./words";

/** Who fetches a package, when, and for which time: the cover line of this copy. */
export type Taking = {
  readonly who: "desk" | "letter";
  readonly role: string;
  readonly at: string;
  readonly count: number;
};

/** The line by which a copy that turns up elsewhere says where it came from, and each file's hash below it. */
export function coverOf({ number, sha256, parts, language }: StoredPackage, { who, role, at, count }: Taking): string {
  const { document } = wordsOf(language);
  const whom = who === "desk" ? fill(document.desk, { role }) : document.letter;
  const line = fill(document.cover, { number, who: whom, at: minuteOf(at), count, sha256 });
  return [`\ufeff${line}`, "", ...parts.map((part) => `${part.sha256}  ${part.name}`), ""].join("\r\n");
}

/** Pieces of a stream, cut where the files in it end: one reader, taken file by file. */
class Cutter {
  readonly #pieces: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: Readable) {
    this.#pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async *take(bytes: number): AsyncGenerator<Buffer> {
    for (let left = bytes; left > 0; ) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.#pieces.next();
        if (done) throw new Error("a package is shorter than its parts");
        this.#rest = value;
      }
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }
}

async function fillZip(zip: ZipFile, of: StoredPackage, plain: Readable, cover: string): Promise<void> {
  zip.addBuffer(Buffer.from(cover), "cover.txt");
  const cutter = new Cutter(plain);
  for (const { name, bytes } of of.parts) {
    const file = Readable.from(cutter.take(bytes), { objectMode: false });
    const written = new Promise<void>((done, failed) => file.once("end", done).once("error", failed));
    zip.addReadStream(file, name);
    await written;
  }
  zip.end();
}

/**
 * A package as a ZIP, unsealed and packed as it is fetched; nothing of it is ever held whole. It begins only after every byte
 * was proved. Throws DamagedError when what lies in the store is not what was sealed.
 */
export async function archiveOf(
  store: BlobStore,
  key: Uint8Array,
  of: StoredPackage,
  taking: Taking,
): Promise<ReadableStream<Uint8Array>> {
  const plain = await streamBlob(store, key, { storeName: of.storeName ?? "", bytes: of.bytes, sha256: of.sha256 });
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  fillZip(zip, of, plain, coverOf(of, taking)).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error("unknown")),
  );
  out.once("close", () => plain.destroy());
  return Readable.toWeb(out) as unknown as ReadableStream<Uint8Array>;
}
