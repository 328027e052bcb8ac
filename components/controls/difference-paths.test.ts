import { describe, expect, it } from "vitest";
import { deadInput, differenceIdOf, differencesInput } from "./difference-paths";

describe("addresses of the core's differences", () => {
  it("show what stands unless asked otherwise", () => {
    expect(differencesInput({}).filters).toEqual({ state: ["open", "explained"] });
    expect(differencesInput({ state: "resolved", kind: "freer" }).filters).toEqual({
      state: ["resolved"],
      kind: ["freer"],
    });
    expect(deadInput({ cause: "rejected" }).filters).toEqual({ cause: ["rejected"] });
  });

  it("name one difference by its id and nothing else", () => {
    const id = "0199c0de-0000-7000-8000-000000000001";
    expect(differenceIdOf(`/controls/differences/${id}`)).toBe(id);
    expect(differenceIdOf(`/controls/${id}`)).toBeNull();
    expect(differenceIdOf("/controls/differences/x")).toBeNull();
  });
});
