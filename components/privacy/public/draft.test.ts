import { describe, expect, it } from "vitest";
import { type Draft, EMPTY_DRAFT, lacking, submissionOf } from "./draft";

const filled: Draft = {
  ...EMPTY_DRAFT,
  service: "pay",
  type: "marketing-off",
  words: "请不要再发短信",
  name: "样本甲",
  phone: "139 0000 0000",
};

describe("the public form", () => {
  it("says what a step lacks, in the order of its fields", () => {
    expect(lacking("what", EMPTY_DRAFT)).toEqual(["service", "type", "words"]);
    expect(lacking("who", EMPTY_DRAFT)).toEqual(["name", "phone"]);
    expect(lacking("who", { ...filled, requester: "guardian" })).toEqual(["personName", "personContact"]);
    expect(lacking("who", { ...filled, phone: "call me" })).toEqual(["phone"]);
  });

  it("becomes a request only when nothing lacks", () => {
    expect(submissionOf({ ...filled, words: " " })).toBeNull();
    expect(submissionOf(filled)).toMatchObject({
      programme: "pay",
      person: null,
      asked: { channels: expect.any(Array) },
    });
  });

  it("leaves out who asks where he asks for himself", () => {
    expect(submissionOf({ ...filled, personName: "left over" })?.person).toBeNull();
  });
});
