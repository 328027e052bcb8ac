import { expect, test } from "vitest";
import { makeQueryClient } from "./query-client";

const hashOf = (asked: unknown) => makeQueryClient().defaultQueryOptions({ queryKey: [["orders"], asked] }).queryHash;

test("a question with a sum in it has a key of its own, whatever the order of its parts", () => {
  expect(hashOf({ sum: 1n, of: "a" })).toBe(hashOf({ of: "a", sum: 1n }));
  expect(hashOf({ sum: 1n })).not.toBe(hashOf({ sum: 2n }));
  expect(hashOf({ sum: 1n })).not.toBe(hashOf({ sum: 1 }));
});

test("a question without sums keeps the key it has everywhere", () => {
  expect(hashOf({ b: 1, a: undefined })).toBe('[["orders"],{"b":1}]');
});
