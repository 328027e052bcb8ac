import { describe, expect, it } from "vitest";
import { letterIdOf, lettersInput, problemKey } from "./letter";

describe("letters in the address", () => {
  it("names the open one, and nothing else", () => {
    const id = "019a0000-0000-7000-8000-000000000001";
    expect(letterIdOf(`/letters/${id}`)).toBe(id);
    expect(letterIdOf("/letters/x")).toBeNull();
    expect(letterIdOf(`/letters/${id}/more`)).toBeNull();
  });

  it("shows the newest first unless asked otherwise", () => {
    expect(lettersInput({ standing: "failed", template: "loss.protected,nonsense" })).toMatchObject({
      filters: { standing: ["failed"] },
      sort: "writtenAt",
      order: "desc",
    });
  });

  it("has words for every problem", () => {
    expect(problemKey("no-receipt")).toBe("no-receipt");
    expect(problemKey("status-503")).toBe("other");
  });
});
