import { createHash, type Hash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { DataKind } from "@/domain/orders/model";
import { paperMoment } from "@/domain/orders/moments";
import { ORDERS_POLICY } from "@/domain/orders/policy";
import { csvLine } from "@/domain/shared/csv-line";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { pdfOf } from "@/server/kernel/pdf";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { Cell } from "@/server/kernel/xlsx";
import { sealPackage } from "./commands/close-package";
import { takePackageOut } from "./commands/take-package";
import { type About, DISCLOSED, type DisclosedPage } from "./disclosed";
import { WORDS } from "./words";

/** One file of a package, as the manifest names it. */
type Packed = { readonly file: string; readonly rows: number; readonly sha256: string };

type House = { readonly runtime: Runtime; readonly principal: Principal };

/** Rows of one data kind, a page at a time, each in a transaction of its own and with the rights of that moment. */
async function* rowsOf({ runtime, principal }: House, kind: DataKind, about: About): AsyncGenerator<readonly Cell[]> {
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const page: DisclosedPage = await inScope(runtime, principal, "read", async (scope) => {
      if (!scope.actor.permissions.has("orders.answer")) throw new AppError("forbidden");
      return { keep: false, value: await DISCLOSED[kind].read(scope, about, from, ORDERS_POLICY.pageRows) };
    });
    yield* page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}

const plain = (cell: Cell) => (typeof cell === "object" && cell !== null ? cell.decimal : cell);

async function* csvOf(columns: readonly string[], rows: AsyncIterable<readonly Cell[]>, count: { rows: number }) {
  yield `\ufeff${csvLine(columns)}`;
  for await (const row of rows) {
    count.rows += 1;
    yield csvLine(row.map(plain));
  }
}

async function* jsonOf(columns: readonly string[], rows: AsyncIterable<readonly Cell[]>, count: { rows: number }) {
  yield "[";
  for await (const row of rows) {
    const object = Object.fromEntries(columns.map((name, at) => [name, plain(row[at] ?? null)]));
    yield `${count.rows === 0 ? "\n" : ",\n"}${JSON.stringify(object)}`;
    count.rows += 1;
  }
  yield "\n]\n";
}

/** Adds one file to a package as fast as its rows are read, and gives its line of the manifest. */
async function pack(zip: ZipFile, file: string, text: AsyncIterable<string>, count: { rows: number }): Promise<Packed> {
  const hash = createHash("sha256");
  const read = Readable.from(
    (async function* () {
      for await (const piece of text) {
        const bytes = Buffer.from(piece);
        hash.update(bytes);
        yield bytes;
      }
    })(),
    { objectMode: false },
  );
  const written = new Promise<void>((done, failed) => read.once("end", done).once("error", failed));
  zip.addReadStream(read, file);
  await written;
  return { file, rows: count.rows, sha256: hash.digest("hex") };
}

type Taken = {
  readonly number: string;
  readonly about: About;
  readonly data: readonly DataKind[];
  readonly at: string;
};

/** The cover of a package: what it holds, and the hash of each file, so that a changed one shows. */
async function coverOf({ number, about, data, at }: Taken, packed: readonly Packed[]): Promise<Buffer> {
  const { package: words, labels, receipt } = WORDS["zh-CN"];
  return pdfOf({
    title: words.title,
    institution: receipt.institution,
    language: "zh-CN",
    at,
    parts: [
      { kind: "row", name: receipt.number, value: number },
      { kind: "row", name: words.asOf, value: `${paperMoment(at as never)}（${receipt.time}）` },
      { kind: "row", name: words.data, value: data.map((kind) => labels.data[kind]).join("、") },
      ...(about.from ? [{ kind: "row" as const, name: words.period, value: `${about.from} – ${about.to}` }] : []),
      { kind: "heading", text: words.manifest },
      ...packed.flatMap(({ file, rows, sha256 }) => [
        { kind: "row" as const, name: file, value: `${words.rows} ${rows}` },
        { kind: "small" as const, text: sha256 },
      ]),
      { kind: "lines", names: [receipt.signature, receipt.signatureOfficer] },
    ],
    foot: (page, pages) => `${number} · ${page}/${pages}`,
  });
}

async function fillZip(house: House, zip: ZipFile, taken: Taken): Promise<number> {
  const packed: Packed[] = [];
  let rows = 0;
  for (const kind of taken.data) {
    const { columns } = DISCLOSED[kind];
    const csv = { rows: 0 };
    packed.push(await pack(zip, `${kind}.csv`, csvOf(columns, rowsOf(house, kind, taken.about), csv), csv));
    const json = { rows: 0 };
    packed.push(await pack(zip, `${kind}.json`, jsonOf(columns, rowsOf(house, kind, taken.about), json), json));
    rows += csv.rows;
  }
  zip.addBuffer(await coverOf(taken, packed), "cover.pdf");
  const manifest = { order: taken.number, asOf: taken.at, period: [taken.about.from, taken.about.to], files: packed };
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), "manifest.json");
  zip.end();
  return rows;
}

/** What went out, hashed as it goes. */
async function* hashed(out: AsyncIterable<Buffer>, hash: Hash, size: { bytes: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of out) {
    hash.update(piece);
    size.bytes += piece.length;
    yield piece;
  }
}

/**
 * Hands a package out as a ZIP, written as fast as it is read: the data kinds that the paper names as CSV and JSON, a cover
 * and a manifest with the hash of each. Once, to who put it together; when the last byte has gone it is sealed with its own
 * hash. Throws not-found for a second time, or anybody else.
 */
export async function takePackage(
  runtime: Runtime,
  principal: Principal,
  packageId: string,
): Promise<{ readonly name: string; readonly stream: ReadableStream<Uint8Array> }> {
  const requestId: string = newId();
  const call = { principal, key: requestId, requestId };
  const outcome = await execute(runtime, takePackageOut, { ...call, input: { packageId } });
  if (!outcome.ok) throw new AppError("not-found");
  const { number, customerId, accountId, wanted } = outcome.result;
  const about = { customerId, accountId, from: wanted.from, to: wanted.to };
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  const taken = { number, about, data: wanted.data, at: runtime.clock() };
  const filling = fillZip({ runtime, principal }, zip, taken);
  filling.catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error("unknown")));
  const hash = createHash("sha256");
  const size = { bytes: 0 };
  const pieces = (async function* () {
    yield* hashed(out as AsyncIterable<Buffer>, hash, size);
    const input = { packageId, sha256: hash.digest("hex"), bytes: size.bytes, rows: await filling };
    await execute(runtime, sealPackage, { ...call, key: `${requestId}:seal`, input });
  })();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  return { name: `${number}-${packageId}`, stream };
}
