import { describe, expect, it } from "vitest";
import { REQUEST_STATES } from "./model";
import { asShown, isOpen, move, REQUEST_MOVES, type RequestMove } from "./states";

describe("the states of a request", () => {
  it.each(Object.keys(REQUEST_MOVES) as RequestMove[])("%s leads where it says, and from nowhere else", (by) => {
    const { from, to } = REQUEST_MOVES[by];
    for (const state of REQUEST_STATES) {
      const moved = move(state, by);
      if ((from as readonly string[]).includes(state)) expect(moved).toMatchObject({ value: to });
      else expect(moved).toMatchObject({ code: "privacy.request.not-now" });
    }
  });

  it("end for good", () => {
    const ended = REQUEST_STATES.filter((state) => !isOpen(state));
    expect(ended).toEqual(["answered", "withdrawn", "lapsed"]);
    for (const state of ended) {
      for (const by of Object.keys(REQUEST_MOVES) as RequestMove[]) expect(move(state, by).ok).toBe(false);
    }
  });

  it("let nobody work on what is not proven", () => {
    expect(move("received", "start").ok).toBe(false);
    expect(move("received", "answer").ok).toBe(false);
  });

  it("are compared with what a person saw", () => {
    expect(asShown({ state: "working", version: 3 }, 2)).toMatchObject({ code: "privacy.request.stale" });
    expect(asShown({ state: "lapsed", version: 3 }, 3)).toMatchObject({ code: "privacy.request.not-now" });
    expect(asShown({ state: "working", version: 3 }, 3).ok).toBe(true);
  });
});
