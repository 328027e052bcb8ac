import {
  addDays,
  addDuration,
  type Instant,
  instant,
  type LocalDate,
  localDate,
  shanghaiDate,
} from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { lapseRequests } from "@/server/kyc/commands/lapse-requests";
import { announceChange } from "@/server/reverification/commands/announce-change";
import { askCustomer } from "@/server/reverification/commands/ask-customer";
import { closeReview } from "@/server/reverification/commands/close-review";
import { raiseDoubt } from "@/server/reverification/commands/raise-doubt";
import { recomputeTriggers } from "@/server/reverification/commands/recompute-triggers";
import { recordEvent } from "@/server/reverification/commands/record-event";
import { recordLapse } from "@/server/reverification/commands/record-lapse";
import { recordGoodReason } from "@/server/reverification/commands/record-reason";
import { restrictCustomer } from "@/server/reverification/commands/restrict-customer";
import { settleReview } from "@/server/reverification/commands/settle-review";
import type { SeedWorld } from "./world";

const WORKER: Principal = { kind: "system", name: "system:worker", programmeId: "pay" };
const OFFICER = "officer@hengchuan.example";
const SERVICE = "service@hengchuan.example";
/** Customers that a story is told of. */
const STORIES = 5;
/** At most so many reviews opened by computing are asked for here; the worker of the demo sees to the others. */
const MOST_ASKED = 40;

type Review = { readonly id: string; readonly version: number; readonly requestId: string; readonly dueOn: LocalDate };

/**
 * Re-verifications in every state, by their own commands at their own times: one that waits for the customer, one that a
 * second trigger joined, one with a good reason, one suspended for want of an answer, one closed; a trigger that the copy on
 * file met; then what the ledger and the papers show, of which a lead looks first at whatever comes in great number.
 */
export async function seedReverification(world: SeedWorld): Promise<void> {
  const present = world.clock.now();
  const desk = new Desk(world, present);
  const [silent, abroad, joined, closed, waiting] = await desk.customers();
  if (!silent || !abroad || !joined || !closed || !waiting) return;
  await desk.silent(silent);
  await desk.abroad(abroad);
  await desk.closed(closed);
  await desk.joined(joined);
  await desk.waiting(waiting);
  await desk.satisfied();
  await desk.suspend(silent);
  await desk.compute();
  world.clock.set(present);
}

class Desk {
  constructor(
    private readonly world: SeedWorld,
    private readonly present: Instant,
  ) {}

  async #do<R>(cmd: Command<never, R>, input: unknown, principal: Principal): Promise<R> {
    const call = { principal, input, key: newId(), requestId: newId() };
    const outcome = await execute(this.world.runtime, cmd as unknown as Command, call);
    if (!outcome.ok) throw new Error(`re-verification: ${cmd.name}: ${outcome.code} ${JSON.stringify(outcome.params)}`);
    return outcome.result as R;
  }

  #person(email: string): Principal {
    const found = this.world.people.get(email);
    if (!found) throw new Error(`no ${email} among the demo people`);
    return found;
  }

  #ago(days: number, hours = 0): void {
    this.world.clock.set(addDuration(this.present, { hours: -24 * days - hours }));
  }

  async #ids(text: string, values: readonly unknown[] = []): Promise<string[]> {
    const { rows } = await this.world.runtime.pool.query<{ id: string }>(text, [...values]);
    return rows.map(({ id }) => id);
  }

  /** People the other stories leave alone, the youngest numbers first. */
  customers(): Promise<string[]> {
    return this.#ids(
      `select c.id from customers c where c.programme_id = 'pay' and c.kind = 'person' and c.status = 'active'
         and (select count(*) from accounts a where a.customer_id = c.id and a.status = 'open') = 1
         and not exists (select from kyc_submissions s where s.customer_id = c.id)
         and not exists (select from measures m where m.customer_id = c.id)
       order by c.number desc limit $1`,
      [STORIES],
    );
  }

  async #review(customerId: string): Promise<Review> {
    const { rows } = await this.world.runtime.pool.query<{ id: string; version: number; request: string; due: string }>(
      `select id, version, request_id as request, due_on::text as due from reverifications
       where customer_id = $1 order by opened_at desc limit 1`,
      [customerId],
    );
    const [row] = rows;
    if (!row) throw new Error("a re-verification of the demo went missing");
    return { id: row.id, version: row.version, requestId: row.request, dueOn: localDate(row.due) };
  }

  /** Somebody asks for another look, and the customer is asked for papers. */
  async #raise(customerId: string, input: Record<string, unknown>, by: string): Promise<Review> {
    const { review } = (await this.#do(raiseDoubt as never, { customerId, ...input }, this.#person(by))) as {
      review: { id: string };
    };
    await this.#do(askCustomer as never, { reviewId: review.id }, WORKER);
    return this.#review(customerId);
  }

  /** The customer lets his day pass. */
  async #lapse(customerId: string): Promise<Review> {
    const { id, requestId, dueOn } = await this.#review(customerId);
    this.world.clock.set(instant(`${addDays(dueOn, 1)}T09:05:00+08:00`));
    await this.#do(lapseRequests as never, {}, WORKER);
    await this.#do(recordLapse as never, { reviewId: id, requestId }, WORKER);
    return this.#review(customerId);
  }

  async silent(customerId: string): Promise<void> {
    this.#ago(75);
    const note = "回访时本人不能说出预留的身份资料。";
    await this.#raise(customerId, { ground: "doubt", reason: "data-doubtful", note }, SERVICE);
    await this.#lapse(customerId);
  }

  async abroad(customerId: string): Promise<void> {
    this.#ago(60);
    await this.#raise(customerId, { ground: "other", reason: "data-incomplete", note: "" }, OFFICER);
    await this.#lapse(customerId);
    this.#ago(2);
    const { id, version } = await this.#review(customerId);
    const until = addDays(shanghaiDate(this.present), 45);
    const note = "客户在境外工作，来电说明回国后补交。";
    await this.#do(recordGoodReason as never, { id, version, reason: "abroad", until, note }, this.#person(OFFICER));
  }

  async closed(customerId: string): Promise<void> {
    this.#ago(21);
    const { id, version } = await this.#raise(
      customerId,
      { ground: "doubt", reason: "contact-lost", note: "预留手机号码多次无人接听。" },
      SERVICE,
    );
    this.#ago(19);
    const note = "客户到营业场所当面核对证件原件，并更新了联系方式。";
    await this.#do(closeReview as never, { id, version, reason: "confirmed-otherwise", note }, this.#person(OFFICER));
    await this.#do(settleReview as never, { reviewId: id }, WORKER);
  }

  async joined(customerId: string): Promise<void> {
    this.#ago(6);
    await this.#raise(customerId, { ground: "doubt", reason: "behaviour-abnormal", note: "" }, SERVICE);
    this.#ago(1);
    const effectiveOn = addDays(shanghaiDate(this.present), 20);
    await this.#do(
      announceChange as never,
      { customerId, data: ["phone", "address"], effectiveOn, note: "" },
      this.#person(SERVICE),
    );
  }

  async waiting(customerId: string): Promise<void> {
    this.#ago(3, 2);
    await this.#raise(customerId, { ground: "other", reason: "house-programme", note: "" }, OFFICER);
  }

  /** Somebody whose checked papers are on file deals in a financial product: nothing more is asked of him. */
  async satisfied(): Promise<void> {
    const [customerId] = await this.#ids(
      `select c.id from customers c where exists (select from kyc_submissions s join identity_documents d on d.submission_id = s.id
           and d.status = 'valid' and (d.valid_to is null or d.valid_to > $1::date)
         where s.customer_id = c.id and s.status = 'accepted') order by c.number limit 1`,
      [addDays(shanghaiDate(this.present), 120)],
    );
    if (!customerId) return;
    this.#ago(1, 3);
    const on = shanghaiDate(this.world.clock.now());
    await this.#do(recordEvent as never, { customerId, kind: "financial-product", reference: newId(), on }, WORKER);
  }

  /** The night suspends who did not answer. */
  async suspend(customerId: string): Promise<void> {
    this.#ago(0, 1);
    const { id } = await this.#review(customerId);
    await this.#do(restrictCustomer as never, { reviewId: id }, WORKER);
  }

  /** What imports, the night and the ledger bring; whoever is to be known again by it is asked. */
  async compute(): Promise<void> {
    this.world.clock.set(this.present);
    const batches = await this.#ids(
      "select id from import_batches where programme_id = 'pay' and state = 'finalised' order by number",
    );
    for (const batchId of batches) await this.#do(recomputeTriggers as never, { of: "batch", batchId }, WORKER);
    for (const part of ["night", "ledger"]) await this.#do(recomputeTriggers as never, { of: part }, WORKER);
    const opened = await this.#ids(
      "select id from reverifications where programme_id = 'pay' and state = 'asked' and request_id is null order by number limit $1",
      [MOST_ASKED],
    );
    for (const reviewId of opened) await this.#do(askCustomer as never, { reviewId }, WORKER);
  }
}
