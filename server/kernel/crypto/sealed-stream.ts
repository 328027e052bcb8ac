import { Transform, type TransformCallback } from "node:stream";
import { associatedData, decrypt, encrypt, overheadOf, SealBrokenError } from "./aead";
import { chosenSuite, type Suite, suiteOf } from "./suites";

/*
 * A sealed stream: chunks of CHUNK_BYTES plain bytes, the last one shorter, each
 *   1 byte form (1) · 1 byte suite · nonce · ciphertext · tag
 * All chunks of a stream have one suite. Authenticated besides: the stream's name, the chunk's place and whether it is the last. Chunks can be neither moved,
 * repeated, taken from another stream, nor cut off at the end. Memory is one chunk, whatever the length.
 */
const FORM = 1;
const HEADER_BYTES = 2;
const CHUNK_BYTES = 256 * 1024;
const addedBytes = (suite: Suite) => HEADER_BYTES + overheadOf(suite);

/** How long the sealed form of so many plain bytes is under the suite chosen now. An empty stream has one empty chunk. */
export function sealedStreamBytes(plainBytes: number): number {
  const chunks = Math.max(1, Math.ceil(plainBytes / CHUNK_BYTES));
  return plainBytes + chunks * addedBytes(chosenSuite());
}

function placeOf(name: string, index: number, last: boolean): Buffer {
  return associatedData(["hegui-stream", name, index, last ? "last" : "more"]);
}

/** Cuts what comes into pieces, the last one held back until it is known to be the last. */
abstract class Chunked extends Transform {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #index = 0;

  protected abstract size(first: Buffer): number;
  protected abstract turn(chunk: Buffer, index: number, last: boolean): Buffer;

  #takeAll(): Buffer {
    const all = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    return all;
  }

  override _transform(data: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#held.push(data);
    this.#heldBytes += data.length;
    // More than the largest chunk is held before it is cut: its size stands in its own first bytes, and it is not the last.
    if (this.#heldBytes <= MOST_HELD) {
      done();
      return;
    }
    try {
      let rest = this.#takeAll();
      for (const size = this.size(rest); rest.length > MOST_HELD; rest = rest.subarray(size)) {
        this.push(this.turn(rest.subarray(0, size), this.#index++, false));
      }
      this.#held = [rest];
      this.#heldBytes = rest.length;
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      let rest = this.#takeAll();
      for (const size = this.size(rest); rest.length > size; rest = rest.subarray(size)) {
        this.push(this.turn(rest.subarray(0, size), this.#index++, false));
      }
      done(null, this.turn(rest, this.#index, true));
    } catch (error) {
      done(error as Error);
    }
  }
}

const MOST_HELD = CHUNK_BYTES + 1024;

class Sealing extends Chunked {
  readonly #key: Uint8Array;
  readonly #name: string;
  readonly #suite = chosenSuite();

  constructor(key: Uint8Array, name: string) {
    super();
    this.#key = key;
    this.#name = name;
  }

  protected size(): number {
    return CHUNK_BYTES;
  }

  protected turn(chunk: Buffer, index: number, last: boolean): Buffer {
    const header = Buffer.from([FORM, this.#suite]);
    return encrypt(this.#key, header, chunk, placeOf(this.#name, index, last), this.#suite);
  }
}

class Opening extends Chunked {
  readonly #key: Uint8Array;
  readonly #name: string;
  #suite: Suite | undefined;

  constructor(key: Uint8Array, name: string) {
    super();
    this.#key = key;
    this.#name = name;
  }

  protected size(first: Buffer): number {
    this.#suite ??= suiteOf(first[1]);
    if (!this.#suite) throw new SealBrokenError("unknown suite");
    return CHUNK_BYTES + addedBytes(this.#suite);
  }

  protected turn(chunk: Buffer, index: number, last: boolean): Buffer {
    if (chunk[0] !== FORM || !this.#suite || chunk[1] !== this.#suite) throw new SealBrokenError("unknown form");
    return decrypt(this.#key, HEADER_BYTES, chunk, placeOf(this.#name, index, last), this.#suite);
  }
}

/** Seals a stream under a data key, for one name. */
export function sealStream(key: Uint8Array, name: string): Transform {
  return new Sealing(key, name);
}

/**
 * Opens what `sealStream` sealed under the same key and name. Bytes come out only after their chunk has proved itself;
 * a changed, moved or missing chunk ends the stream with SealBrokenError.
 */
export function openStream(key: Uint8Array, name: string): Transform {
  return new Opening(key, name);
}
