import { describe, expect, it } from "vitest";
import { readBounded } from "./bounded-body";

function sent(pieces: number) {
  let given = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (given === pieces) return controller.close();
        given += 1;
        controller.enqueue(new Uint8Array(10));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, given: () => given };
}

describe("a body of unknown length", () => {
  it("is given whole up to the most, to the byte", async () => {
    expect(await readBounded(sent(3), 30)).toHaveLength(30);
    expect(await readBounded({ body: null }, 30)).toHaveLength(0);
  });

  it("is none beyond it, and is not read on", async () => {
    const endless = sent(1_000);
    expect(await readBounded(endless, 29)).toBeNull();
    expect(endless.given()).toBe(3);
  });
});
