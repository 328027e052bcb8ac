import { ROLE_NAMES, SYSTEM_ACTORS } from "@/domain/identity/roles";
import { SYSTEM_PERMISSIONS } from "@/domain/permissions";
import type { Principal } from "@/server/kernel/actor";
import type { Command } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import type { House } from "@/server/kernel/testing/house";
import { idsFor, type Known, sideBySide, standIns } from "./answers";
import { sampleOf, slotsOf, written } from "./sample";

/**
 * Who of the programme `pay` stands for everybody that may run a command: the fences know programme and clearance, not
 * the role, so one role of each clearance is enough; and every system actor.
 */
function principalsOf(house: House, { permission }: Command): Principal[] {
  return [
    ...standIns(permission).map((role) => house.as(role)),
    ...SYSTEM_ACTORS.filter((name) => SYSTEM_PERMISSIONS[name].includes(permission)).map((name) => house.system(name)),
  ];
}

/** What a bare `id` of a command may mean: by its name, and by what its entries are about. */
const wordsOf = ({ name, input, subject }: Command): string[] => [
  ...name.split(".").slice(0, 2),
  subject(sampleOf(input)).type,
];

/**
 * Runs commands with the ids worth trying in every place that takes one, as who stands for all that may run them, with a
 * fresh second factor. Gives a line for each that was carried out, and for each that left a trace in any table but the log.
 * Throws when an input was not valid: then nothing was tried.
 */
export async function effectsOn(
  house: House,
  commands: readonly Command[],
  known: Pick<Known, "ids" | "of">,
): Promise<string[]> {
  for (const role of ROLE_NAMES) await house.stepUp(house.as(role));
  const effects: string[] = [];
  let before: Record<string, string> = await house.checksums();
  for (const cmd of commands) {
    const places = slotsOf(cmd.input).filter(({ kind }) => kind === "id");
    const inputs = places.flatMap(({ path }) =>
      idsFor(path, known, wordsOf(cmd)).map((value) => sampleOf(cmd.input, { path, value })),
    );
    const calls = principalsOf(house, cmd).flatMap((principal) => inputs.map((input) => ({ principal, input })));
    await sideBySide(calls, async ({ principal, input }) => {
      const question = `${cmd.name} on ${written(input)}`;
      const outcome = await house.run(cmd, input, { as: principal }).catch((error: unknown) => {
        if (error instanceof AppError) return { ok: false as const, code: error.category };
        throw new Error(question, { cause: error });
      });
      if (outcome.ok) effects.push(question);
      else if (outcome.code === "kernel.input.invalid") throw new Error(`${question} is not valid`);
    });
    const after: Record<string, string> = await house.checksums();
    const moved = Object.keys(after).filter((table) => after[table] !== before[table]);
    if (moved.length > 0) effects.push(`${cmd.name} changed ${moved.join(", ")}`);
    before = after;
  }
  return effects;
}
