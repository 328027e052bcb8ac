import { createHash } from "node:crypto";
import type { Mapping } from "@/domain/ingestion/model";
import { compileMapping, type RowReader } from "@/domain/ingestion/read-row";
import { type Chunk, digestOf, type ReadyRow } from "./loader";
import { Ordinals } from "./ordinals";
import { FileProblem, type FileRecord, readRecords } from "./reader";
import type { RejectedRow } from "./store";

/** Rows taken in together. */
export const CHUNK_ROWS = 10_000;

/** What the first reading of a file learnt. */
export type Survey = {
  readonly read: RowReader;
  readonly rows: number;
  readonly ordinals: Ordinals;
};

type Source = () => Promise<AsyncIterable<Buffer>>;

/**
 * Reads the whole file once before anything is taken in: its hash, its encoding, its header, how many rows, and which
 * may repeat. Throws FileProblem: a file that cannot be read whole adds nothing.
 */
export async function surveyFile(
  open: Source,
  mapping: Mapping,
  expected: { sha256: string; bytes: number },
): Promise<Survey> {
  const sha = createHash("sha256");
  let bytes = 0;
  async function* hashed(source: AsyncIterable<Buffer>) {
    for await (const block of source) {
      sha.update(block);
      bytes += block.length;
      yield block;
    }
  }
  const ordinals = new Ordinals();
  let read: RowReader | undefined;
  let rows = 0;
  const plain = (lines: Buffer) => {
    if (!read) return false;
    rows += ordinals.noteLines(lines);
    return true;
  };
  for await (const { records } of readRecords(hashed(await open()), mapping.encoding, plain, mapping.delimiter)) {
    for (const record of records) {
      if (read) {
        rows += 1;
        if (record.problem === null) ordinals.note(record.text);
      } else read = readHeader(mapping, record);
    }
  }
  if (bytes !== expected.bytes || sha.digest("hex") !== expected.sha256)
    throw new FileProblem("ingestion.file.changed");
  if (!read) throw new FileProblem("ingestion.file.empty");
  ordinals.settle();
  return { read, rows, ordinals };
}

function readHeader(mapping: Mapping, record: FileRecord): RowReader {
  const header = record.problem === null ? fieldsOf(record, mapping).map((name) => name.trim()) : [];
  const compiled = compileMapping(mapping, header);
  if (!compiled.ok) throw new FileProblem(compiled.code, { columns: compiled.columns.join(", ") });
  return compiled.read;
}

/** The fields of a record that has no problem. */
export function fieldsOf(record: FileRecord, { delimiter = "," }: Pick<Mapping, "delimiter">): readonly string[] {
  return record.fields ?? record.text.split(delimiter);
}

/** The rows of a surveyed file after the first `skip`, in chunks. Rows skipped are still counted among equal ones. */
export async function* readChunks(
  open: Source,
  mapping: Mapping,
  survey: Survey,
  options: { skip: number; secret: string; chunkRows?: number },
): AsyncGenerator<Chunk> {
  const size = options.chunkRows ?? CHUNK_ROWS;
  const scope = `${mapping.id}@${mapping.version}`;
  let headerSeen = false;
  let rowNumber = 0;
  let bytes = 0;
  let [ready, rejected]: [ReadyRow[], RejectedRow[]] = [[], []];
  let after = options.skip;
  const take = (): Chunk => {
    const chunk = { after, rows: rowNumber - after, bytes, ready, rejected };
    [ready, rejected, after] = [[], [], rowNumber];
    return chunk;
  };
  for await (const stretch of readRecords(await open(), mapping.encoding, undefined, mapping.delimiter)) {
    bytes = stretch.bytes;
    for (const record of stretch.records) {
      if (!headerSeen) {
        headerSeen = true;
        continue;
      }
      rowNumber += 1;
      const ordinal = record.problem === null ? survey.ordinals.next(record.text) : 0;
      if (rowNumber <= options.skip) continue;
      const result =
        record.problem === null
          ? survey.read(fieldsOf(record, mapping))
          : { ok: false as const, column: null, code: record.problem, params: {} };
      if (result.ok) {
        const { sourceId } = result.row;
        const own = sourceId !== null;
        const digest = digestOf(options.secret, own ? `${scope}#id` : scope, own ? sourceId : record.text);
        ready.push({ rowNumber, digest, ordinal: own ? 0 : ordinal, row: result.row });
      } else rejected.push({ line: record.line, column: result.column, code: result.code, params: result.params });
      if (rowNumber - after >= size) yield take();
    }
  }
  if (rowNumber > after) yield take();
}
