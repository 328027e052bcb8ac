import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { clearanceOf, permissionsOf } from "@/domain/permissions";
import type { Command } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import type { Query } from "@/server/kernel/query";
import { registered } from "@/server/kernel/registry";
import type { House } from "@/server/kernel/testing/house";
import { LEADS_TO } from "./plant";
import { type Slot, sampleOf, slotsOf, written } from "./sample";

export const queries = () => registered().filter((one): one is Query => one.type === "query");
export const commands = () => registered().filter((one): one is Command => one.type === "command");

/** The text of an answer, or of how it failed. */
export async function answerOf(house: House, q: Query, role: Role, input: unknown): Promise<string> {
  try {
    const answer = await house.ask(q, input, { as: house.as(role) });
    return JSON.stringify(answer, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
  } catch (error) {
    if (error instanceof AppError) return error.category;
    throw new Error(`${q.name} as ${role} on ${written(input)}`, { cause: error });
  }
}

/** What somebody might name: ids and texts; `of`: which of the ids is a thing of which table. */
export type Known = {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  readonly of?: Readonly<Record<string, string>>;
};

const snake = (word: string) => word.replaceAll("-", "_").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Words in singular and plural come to the same. */
const stemOf = (words: string) =>
  snake(words)
    .split("_")
    .map((word) => word.replace(/(ies|es|e|y|(?<!s)s)$/, ""))
    .join("_");

/** The ids of things whose table is called after one of some words. */
function calledAfter(words: readonly string[], { ids, of = {} }: Pick<Known, "ids" | "of">): readonly string[] {
  const stems = words.map(stemOf);
  const called = Object.entries(of).filter(([table]) =>
    stems.some((stem) => `_${stemOf(table)}_`.includes(`_${stem}_`)),
  );
  return called.flatMap(([, id]) => (ids.includes(id) ? [id] : []));
}

/**
 * The ids worth trying in a place: where its name, or for a bare `id` the words of who takes it, says what is meant, the
 * things that may be meant and one of another kind; else all.
 */
export function idsFor(
  path: string,
  known: Pick<Known, "ids" | "of">,
  words: readonly string[] = [],
): readonly string[] {
  const { ids, of = {} } = known;
  const name = path.split(".").at(-1) ?? "";
  const exact = of[LEADS_TO[snake(name)] ?? LEADS_TO[`${snake(name)}_id`] ?? ""];
  const object = /^(?!subject|target)(.+)Id$/.exec(name)?.[1];
  const meant = exact === undefined ? calledAfter(path === "id" ? words : object ? [object] : [], known) : [exact];
  return meant.length === 0 ? ids : [...meant, ...ids.filter((id) => !meant.includes(id)).slice(0, 1)];
}

/** Every input worth trying: the plain one, and each id or text in each place that takes one. */
export function inputsOf({ name, input: schema }: Pick<Query, "name" | "input">, known: Known): unknown[] {
  const tried = ({ path, kind, min, max }: Slot) => {
    if (kind === "id") return idsFor(path, known, name.split(".").slice(0, 2));
    // A page's end is no text somebody knows: one that is not ours is like any other.
    const texts = /(^|\.)cursor$/.test(path) ? known.texts.slice(0, 1) : [...known.texts, ...known.ids.slice(0, 1)];
    return texts.filter(({ length }) => length >= min && length <= max);
  };
  return [
    sampleOf(schema),
    ...slotsOf(schema).flatMap((slot) => tried(slot).map((value) => sampleOf(schema, { path: slot.path, value }))),
  ];
}

/** Roles that stand for all others before a permission: one for each clearance among those that hold it. */
export function standIns(permission: Query["permission"], roles: readonly Role[] = ROLE_NAMES): Role[] {
  const holding = roles.filter((role) => permissionsOf([role]).has(permission));
  return (["general", "suspicion"] as const).flatMap(
    (clearance) => holding.find((role) => clearanceOf([role]) === clearance) ?? [],
  );
}

/** Every answer of every query to some people, by question: to be compared with the answers after something was added. */
export async function allAnswers(
  house: House,
  known: Known,
  roles: readonly Role[] = ROLE_NAMES,
  asked: readonly Query[] = queries(),
): Promise<Map<string, string>> {
  const questions = asked.flatMap((q) => {
    const standing = standIns(q.permission, roles);
    return inputsOf(q, known).flatMap((input, at) => {
      // Everybody asks the plain question; one of each clearance all the others.
      const asking = at === 0 ? roles.filter((role) => permissionsOf([role]).has(q.permission)) : standing;
      return asking.map((role) => ({ q, role, input }));
    });
  });
  const answers = new Map<string, string>();
  await sideBySide(questions, async ({ q, role, input }) => {
    answers.set(`${q.name} as ${role} on ${written(input)}`, await answerOf(house, q, role, input));
  });
  return answers;
}

/** What the process of a house would be told from outside, for the code that asks. */
export function settle(house: House): void {
  Object.assign(globalThis, { heguiRuntime: Promise.resolve(house.runtime) });
  process.env.DATABASE_URL ??= house.url;
  process.env.DATA_DIR ??= house.dataDir;
  process.env.LOG_LEVEL = "silent";
  process.env.CORE_WEBHOOK_SECRET ??= `whsec_${Buffer.from("a".repeat(32)).toString("base64")}`;
}

const ABREAST = 12;

/** Does all the work, some of it at a time. */
export async function sideBySide<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
}

/** The queries behind questions, each once. */
export const firstWords = (questions: readonly string[]) => [
  ...new Set(questions.map((question) => question.split(" ")[0] ?? "")),
];

/** Questions that are answered otherwise than before. */
export function changedAnswers(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].filter(([question, answer]) => before.get(question) !== answer).map(([question]) => question);
}
