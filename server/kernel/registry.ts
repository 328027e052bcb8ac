import type { Command } from "./command";
import type { Query } from "./query";

const procedures = new Map<string, Command | Query>();

/** Enters a command or query under its name. A second one of the same name replaces the first only on hot reload. */
export function register(procedure: Command | Query): void {
  procedures.set(procedure.name, procedure);
}

/** Every command and query that has been loaded, for fitness tests and generated reference. */
export function registered(): readonly (Command | Query)[] {
  return [...procedures.values()];
}
