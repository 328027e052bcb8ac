import { toInstant } from "@/db/schema/columns";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { chooseLanguage } from "@/server/letters/commands/choose-language";
import { prepareLetter } from "@/server/letters/commands/prepare-letter";
import { recordDispatch } from "@/server/letters/commands/record-dispatch";
import { recordReceipt } from "@/server/letters/commands/record-receipt";
import type { SeedWorld } from "./world";

const SERVICE = "service@hengchuan.example";
/** Which letter reaches nobody, counted from the latest; and every how manyth message never gets a receipt. */
const UNREACHABLE = 2;
const SILENT_EVERY = 7;

type Written = { id: string; programme_id: string; customer_id: string; written_at: Date };
type Waiting = { id: string; due_at: Date };

/**
 * Letters that measures, loss reports and the like have written by now: their texts made and their messages sent, at
 * their own times. Most arrive; some number is refused, some receipt never comes. One customer reads English. The jobs
 * that wait for the same find nothing left to do.
 */
export async function seedLetters(world: SeedWorld): Promise<void> {
  const present = world.clock.now();
  const { rows } = await world.runtime.pool.query<Written>(
    "select id, programme_id, customer_id, written_at from customer_letters where prepared_at is null order by written_at, id",
  );
  await oneReadsEnglish(world, rows.at(-1));
  let sent = 0;
  for (const [index, letter] of rows.entries()) {
    const refused = rows.length - index === UNREACHABLE;
    const at = addDuration(toInstant(letter.written_at), { seconds: 2 });
    if (at > present) continue;
    world.clock.set(at);
    const worker: Principal = { kind: "system", name: "system:worker", programmeId: letter.programme_id };
    await command(world, prepareLetter, { letterId: letter.id }, worker);
    const waiting = await world.runtime.pool.query<Waiting>(
      "select id, due_at from letter_dispatches where letter_id = $1 and state = 'queued' order by channel desc",
      [letter.id],
    );
    for (const { id, due_at } of waiting.rows) {
      sent += 1;
      await fate(world, worker, { id, at: toInstant(due_at), present, silent: sent % SILENT_EVERY === 0, refused });
    }
  }
  world.clock.set(present);
}

async function oneReadsEnglish(world: SeedWorld, letter: Written | undefined): Promise<void> {
  const service = world.people.get(SERVICE);
  if (!letter || letter.programme_id !== service?.programmeId) return;
  await command(world, chooseLanguage, { customerId: letter.customer_id, language: "en" }, service);
}

/** What became of one message: refused, taken and never heard of again, or delivered. */
async function fate(
  world: SeedWorld,
  worker: Principal,
  message: {
    readonly id: string;
    readonly at: Instant;
    readonly present: Instant;
    readonly silent: boolean;
    readonly refused: boolean;
  },
): Promise<void> {
  const { id: dispatchId } = message;
  const at = addDuration(message.at, { seconds: 3 });
  if (at > message.present) return;
  world.clock.set(at);
  if (message.refused) {
    const input = { dispatchId, outcome: "refused", problem: "number-refused" };
    return command(world, recordDispatch, input, worker);
  }
  await command(world, recordDispatch, { dispatchId, outcome: "accepted" }, worker);
  const heard = addDuration(at, { seconds: 4 });
  if (message.silent || heard > message.present) return;
  world.clock.set(heard);
  const provider: Principal = { ...worker, kind: "system", name: "system:messenger" };
  await command(world, recordReceipt, { dispatchId, outcome: "delivered", reason: null }, provider);
}

async function command(world: SeedWorld, cmd: unknown, input: unknown, principal: Principal): Promise<void> {
  const call = { principal, input, key: newId(), requestId: newId() };
  const outcome = await execute(world.runtime, cmd as Command, call);
  if (!outcome.ok) throw new Error(`letters: ${(cmd as Command).name}: ${outcome.code}`);
}
