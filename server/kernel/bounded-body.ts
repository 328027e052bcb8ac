/**
 * A body up to `most` bytes; null for a longer one, of which no more is read. What the sender says of its length is not
 * asked: who sends in pieces says none.
 */
export async function readBounded(
  { body }: { readonly body: ReadableStream<Uint8Array> | null },
  most: number,
): Promise<Buffer | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size > most) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
