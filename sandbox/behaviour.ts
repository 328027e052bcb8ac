import type { Misbehaviour } from "@/sandbox/protocol";

/** Names of the "do this to the next n" counters. */
export type Counter = {
  [Key in keyof Misbehaviour]-?: Key extends `${string}Next` ? Key : never;
}[keyof Misbehaviour];

/** How the sandbox behaves at the moment; normal after every start. */
export type Behaviour = {
  /** Replaces the behaviour whole. */
  set(next: "normal" | Misbehaviour): void;
  current(): Misbehaviour;
  /** True when the counter is above zero; takes one from it. */
  take(counter: Counter): boolean;
};

/** A behaviour that starts out normal. */
export function createBehaviour(): Behaviour {
  let now: Misbehaviour = {};
  return {
    set(next) {
      now = next === "normal" ? {} : { ...next };
    },
    current: () => now,
    take(counter) {
      const left = now[counter] ?? 0;
      if (left > 0) now[counter] = left - 1;
      return left > 0;
    },
  };
}
