import type { Runtime } from "@/server/kernel/runtime";
import type { SeedClock } from "./clock";
import type { PersonPrincipal } from "./people";
import type { SeededAccount } from "./store-customers";

/** What the steps of the seed share. */
export type SeedWorld = {
  readonly runtime: Runtime;
  readonly clock: SeedClock;
  readonly people: ReadonlyMap<string, PersonPrincipal>;
  readonly accounts: readonly SeededAccount[];
  readonly dataDir: string;
};
