import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { fileTypeFromBuffer } from "file-type";
import type { ContentRefusal } from "@/domain/evidence/codes";
import { MEDIA_TYPES, type MediaType } from "@/domain/evidence/model";

/** A file that is not taken in, with why. Trying again gives the same. */
export class ContentProblem extends Error {
  readonly code: ContentRefusal;

  constructor(code: ContentRefusal) {
    super(code);
    this.name = "ContentProblem";
    this.code = code;
  }
}

/** What a file is, by looking at all its bytes; its name was never asked. */
export type Content = { readonly mediaType: MediaType; readonly bytes: number; readonly sha256: string };

const HEAD_BYTES = 256 * 1024;
/** The end record of a ZIP lies within its comment's length of the end. */
const TAIL_BYTES = 66 * 1024;
const ZIP_END = Buffer.from("PK\u0005\u0006", "latin1");
const ZIP_START = Buffer.from("PK\u0003\u0004", "latin1");
const PDF_START = Buffer.from("%PDF-", "latin1");
/** Readers of PDF look for its beginning this far in. */
const PDF_WITHIN = 1_024;

const ARCHIVES =
  /zip|rar|7z|tar|gzip|bzip|x-xz|zstd|lz|compress|cab|cpio|arj|x-ar$|x-deb|x-rpm|iso9660|java-archive|epub|apple-diskimage/;
const OFFICE =
  /officedocument|opendocument|ms-(?:word|excel|powerpoint|visio|publisher)|x-cfb|msword|rtf|macroEnabled/i;
const PROGRAMS =
  /x-msdownload|x-elf|x-mach|executable|x-sharedlib|wasm|x-shockwave|android\.package|dosexec|x-ms-shortcut/;
const MARKUP = /^\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe|meta|title|div|a\s)/i;
const VECTOR = /<svg[\s/>]|<!doctype\s+svg/i;
const SCRIPT = /^#!|^\s*(?:@echo\s+off|<\?php|<%@|\$\(|function\s|import\s|powershell)/i;

/**
 * Reads a whole file once: what it is, how long, its hash. Throws ContentProblem for whatever is not one of the types
 * we show, for an archive in any clothes, and for a file that is two things at once.
 */
export async function readContent(plain: Readable): Promise<Content> {
  const hash = createHash("sha256");
  const heads: Buffer[] = [];
  let headBytes = 0;
  let tail = Buffer.alloc(0);
  let bytes = 0;
  for await (const piece of plain) {
    const chunk = piece as Buffer;
    hash.update(chunk);
    bytes += chunk.length;
    if (headBytes < HEAD_BYTES) {
      heads.push(Buffer.from(chunk.subarray(0, HEAD_BYTES - headBytes)));
      headBytes += heads.at(-1)?.length ?? 0;
    }
    const joined = Buffer.concat([tail, chunk.length > TAIL_BYTES ? chunk.subarray(chunk.length - TAIL_BYTES) : chunk]);
    tail = Buffer.from(joined.subarray(Math.max(0, joined.length - TAIL_BYTES)));
  }
  if (bytes === 0) throw new ContentProblem("empty");
  const head = Buffer.concat(heads);
  const mediaType = await typeOf(head);
  if (isTwoInOne(mediaType, head, tail)) throw new ContentProblem("two-in-one");
  return { mediaType, bytes, sha256: hash.digest("hex") };
}

async function typeOf(head: Buffer): Promise<MediaType> {
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime;
  const known = MEDIA_TYPES.find((one) => one === found);
  if (known) return known;
  if (found && OFFICE.test(found)) throw new ContentProblem("office");
  if (found && ARCHIVES.test(found)) throw new ContentProblem("archive");
  if (found && PROGRAMS.test(found)) throw new ContentProblem("program");
  const text = head.toString("latin1").replaceAll("\0", "");
  if (VECTOR.test(text)) throw new ContentProblem("vector");
  if (MARKUP.test(text.replace(/^\xef\xbb\xbf/, ""))) throw new ContentProblem("markup");
  if (head.subarray(0, 2).toString("latin1") === "MZ" || SCRIPT.test(text)) throw new ContentProblem("program");
  throw new ContentProblem("type");
}

/** A picture or document that a program for archives, or another reader, would open as something else. */
function isTwoInOne(mediaType: MediaType, head: Buffer, tail: Buffer): boolean {
  const zip = tail.lastIndexOf(ZIP_END);
  if (zip >= 0 && (zip > 0 || tail.includes(ZIP_START))) return true;
  return mediaType !== "application/pdf" && head.subarray(0, PDF_WITHIN).includes(PDF_START);
}
