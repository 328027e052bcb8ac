import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { permissionsOf } from "@/domain/permissions";
import { type Command, execute } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { ask, type Query } from "@/server/kernel/query";
import type { House } from "@/server/kernel/testing/house";
import { forgetKeys } from "@/server/kernel/vault";
import { commands, idsFor, inputsOf, type Known, queries } from "./answers";
import { dryRuntime } from "./dry-runtime";
import { sampleOf, slotsOf, written } from "./sample";

/** What a procedure said, and in how many statements: all that its caller could tell by. */
type Said = { readonly said: string; readonly statements: number };

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? `${one}n` : one)) ?? "nothing";

/** Without what is made anew each time: ids nobody knows yet, numbers, codes and digests. */
const unmade = (text: string, { ids, texts }: Known): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => (ids.includes(id) ? id : "id"))
    .replace(/\b[A-Z]{1,2}-\d{6}\b/g, (number) => (texts.includes(number) ? number : "number"))
    .replace(/"(?![0-9a-f]{8}-[0-9a-f]{4}-)(?=[^"]*[A-Z0-9])[\w+/.=-]{22,}"/g, '"secret"')
    .replace(/"[0-9a-z]{5}-[0-9a-z]{5}"/g, '"secret"');

/** What a bare `id` of a command may mean: by its name, and by what its entries are about. */
const wordsOf = ({ name, input, subject }: Command): string[] => [
  ...name.split(".").slice(0, 2),
  subject(sampleOf(input)).type,
];

/** The plain attempt, and one with each id worth trying in each place that takes one. */
function attemptsOf(cmd: Command, known: Known): unknown[] {
  const places = slotsOf(cmd.input).filter(({ kind }) => kind === "id");
  const naming = places.flatMap(({ path }) =>
    idsFor(path, known, wordsOf(cmd)).map((value) => sampleOf(cmd.input, { path, value })),
  );
  return naming.length > 0 ? naming : [sampleOf(cmd.input)];
}

type Question = { readonly name: string; readonly role: Role; readonly input: unknown; run(): Promise<Said> };

/** Every question that some roles may put, and every deed they may try, naming what somebody knows. Nothing is kept of any. */
export function everythingOf(house: House, roles: readonly Role[], known: Known): readonly Question[] {
  const question = (
    role: Role,
    of: Query | Command,
    input: unknown,
    put: (runtime: House["runtime"]) => Promise<unknown>,
  ) => ({
    name: of.name as string,
    role,
    input,
    run: async () => {
      const dry = dryRuntime(house.runtime);
      const said = await put(dry.runtime).catch((error: unknown) => {
        if (error instanceof AppError) return error.category;
        throw new Error(`${of.name} as ${role} on ${written(input)}`, { cause: error });
      });
      return { said: unmade(asText(said), known), statements: dry.count() };
    },
  });
  return roles.flatMap((role) => {
    const held = permissionsOf([role]);
    const principal = house.as(role);
    const asked = queries()
      .filter(({ permission }) => held.has(permission))
      .flatMap((q) =>
        inputsOf(q, known).map((input) =>
          question(role, q, input, (runtime) => ask(runtime, q, { principal, input, requestId: newId() })),
        ),
      );
    const tried = commands()
      .filter(({ permission }) => held.has(permission))
      .flatMap((cmd) =>
        attemptsOf(cmd, known).map((input) =>
          question(role, cmd, input, (runtime) =>
            execute(runtime, cmd, { principal, input, key: newId(), requestId: newId() }),
          ),
        ),
      );
    return [...asked, ...tried];
  });
}

/** Puts all questions one after the other, each as the first after a start: what a process has open tells nothing. */
export async function saidTo(house: House, questions: readonly Question[]): Promise<Map<string, Said>> {
  const keys = (await house.rows<{ id: string }>("select id from subject_keys")).map(({ id }) => id);
  const said = new Map<string, Said>();
  for (const { name, role, input, run } of questions) {
    forgetKeys(keys);
    said.set(`${name} as ${role} on ${written(input)}`, await run());
  }
  return said;
}

/** Gives everybody a fresh second factor. */
export async function stepUpAll(house: House): Promise<void> {
  for (const role of ROLE_NAMES) await house.stepUp(house.as(role));
}
