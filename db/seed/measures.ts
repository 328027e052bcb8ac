import type { z } from "zod";
import type { ReleaseReason } from "@/domain/controls/codes";
import { addDays, addDuration, type Instant, type LocalDate, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { withdrawProposal } from "@/server/approvals/commands/withdraw-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { requestRelease } from "@/server/controls/commands/request-release";
import { requestRestriction } from "@/server/controls/commands/request-restriction";
import { expireProposals } from "@/server/controls/handlers";
import { type PreviewQuestion, takePreview } from "@/server/controls/preview";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import type { SeedCore } from "./core";
import { answerForCore, confirmQueued } from "./core-answers";
import type { PersonPrincipal } from "./people";
import type { SeededAccount } from "./store-customers";
import { STORIES, type Story } from "./stories";
import type { SeedWorld } from "./world";

type Scope = PreviewQuestion["scope"];

type Cast = { readonly officer: PersonPrincipal; readonly lead: PersonPrincipal };

/** Tells each story by the commands people use, at the times at which they would have. */
export async function seedMeasures(world: SeedWorld, core: SeedCore): Promise<void> {
  const { clock, people } = world;
  const officer = people.get("officer@hengchuan.example");
  const leads = [people.get("lead@hengchuan.example"), people.get("lead2@hengchuan.example")];
  const present = clock.now();
  const today = shanghaiDate(present);
  const workingDay = (date: LocalDate) => world.runtime.calendar.addWorkingDays(addDays(date, 1), -1);
  const owners = new Set<string>();
  const free = world.accounts.filter((account) => account.open && account.balanceMinor > 20_000 && !account.enterprise);
  for (const [at, story] of STORIES.entries()) {
    // A stride through the accounts, so that neighbours on lists are not neighbours in fate.
    const start = (at * 7919) % Math.max(1, free.length);
    const account = [...free.slice(start), ...free.slice(0, start)].find(({ customerId }) => !owners.has(customerId));
    const lead = leads[at % 2];
    if (!account || !officer || !lead) throw new Error("the cast of the demo is incomplete");
    owners.add(account.customerId);
    await core.open(account);
    clock.set(
      story.daysAgo === 0
        ? addDuration(present, { minutes: -(20 + at * 9) })
        : proposedAt(workingDay(addDays(today, -story.daysAgo)), at),
    );
    await new Telling(world, core, { officer, lead }, account, present).tell(story);
  }
  clock.set(present);
  await expireProposals(world.runtime, { requestId: newId() });
}

/** Some time in the office hours of a day. */
function proposedAt(day: LocalDate, at: number): Instant {
  return addDuration(startOfDay(day), { minutes: 9 * 60 + ((at * 53) % 420) });
}

class Telling {
  constructor(
    private readonly world: SeedWorld,
    private readonly core: SeedCore,
    private readonly cast: Cast,
    private readonly account: SeededAccount,
    private readonly present: Instant,
  ) {}

  async tell(story: Story): Promise<void> {
    const { clock } = this.world;
    const { measureId, approvalId } = await this.propose(story);
    const ripe = addDuration(clock.now(), { minutes: 14 + 23 * (story.daysAgo % 5) });
    if (story.fate === "proposed" || story.fate === "expired") return;
    clock.set(ripe < this.present ? ripe : this.present);
    if (story.fate === "rejected") return this.reject(approvalId);
    if (story.fate === "withdrawn") return void (await this.do(withdrawProposal, { approvalId }, this.cast.officer));
    if (story.fate === "void") return this.approveAfterChange(approvalId);
    await this.approve(approvalId);
    if (story.fate === "instructed") return;
    clock.set(addDuration(clock.now(), { seconds: 21 }));
    if (story.fate === "failed") return this.refuseByCore();
    await this.confirm();
    if (story.fate === "in-force") return;
    clock.set(
      story.fate === "released"
        ? addDuration(clock.now(), { hours: 24 * 11 })
        : addDuration(this.present, { hours: -3 }),
    );
    const release = await this.proposeRelease(measureId, "checked-clear");
    if (story.fate === "release-proposed") return;
    clock.set(addDuration(clock.now(), { minutes: 47 }));
    await this.approve(release);
    clock.set(addDuration(clock.now(), { seconds: 16 }));
    await this.confirm();
  }

  private async do<I extends z.ZodType, R>(
    cmd: Command<I, R>,
    input: z.input<I>,
    principal: PersonPrincipal,
  ): Promise<R> {
    const outcome = await execute(this.world.runtime, cmd, { principal, input, key: newId(), requestId: newId() });
    if (!outcome.ok) throw new Error(`${cmd.name}: ${outcome.code}`);
    return outcome.result;
  }

  private async token(question: PreviewQuestion, as: PersonPrincipal): Promise<string> {
    const taken = await takePreview(this.world.runtime, this.core, as, question);
    if (!taken.ok) throw new Error(taken.code);
    return taken.value.token;
  }

  private async propose(story: Story): Promise<{ measureId: string; approvalId: string }> {
    const amountMinor = story.scope === "amount" ? BigInt(Math.floor(this.account.balanceMinor / 3)) : null;
    const token = await this.token(
      {
        accountId: this.account.id,
        verb: "restrict",
        scope: story.scope,
        amountMinor: amountMinor?.toString() ?? null,
        measureId: null,
      },
      this.cast.officer,
    );
    const reviewOn = addDays(shanghaiDate(this.world.clock.now()), story.reviewIn);
    const input = {
      accountId: this.account.id,
      scope: story.scope,
      amountMinor,
      reasonCode: story.reason,
      reviewOn,
      note: story.note,
      token,
    };
    return this.do(requestRestriction, input, this.cast.officer);
  }

  private async proposeRelease(measureId: string, reasonCode: ReleaseReason): Promise<string> {
    const { rows } = await this.world.runtime.pool.query<{ version: number; scope: Scope }>(
      "select version, scope from measures where id = $1",
      [measureId],
    );
    const row = rows[0];
    if (!row) throw new Error("no measure");
    const question = {
      accountId: this.account.id,
      verb: "lift" as const,
      scope: row.scope,
      amountMinor: null,
      measureId,
    };
    const token = await this.token(question, this.cast.officer);
    const input = { measureId, version: row.version, reasonCode, note: "核查后未见异常", token };
    const result = await this.do(requestRelease, input, this.cast.officer);
    return result.approvalId;
  }

  /** What a checker has on screen: a fresh token and the digest that goes with it. */
  private async look(approvalId: string): Promise<{ token: string; seenDigest: string }> {
    const { runtime } = this.world;
    const call = { principal: this.cast.lead, requestId: newId() };
    const { payload } = await ask(runtime, approvalDetail, { ...call, input: { approvalId } });
    const lift = payload.verb === "lift";
    const text = (value: unknown) => (typeof value === "string" ? value : null);
    const token = await this.token(
      {
        accountId: this.account.id,
        verb: lift ? "lift" : "restrict",
        scope: payload.scope as Scope,
        amountMinor: lift ? null : text(payload.amountMinor),
        measureId: lift ? text(payload.measureId) : null,
      },
      this.cast.lead,
    );
    const detail = await ask(runtime, approvalDetail, { ...call, input: { approvalId, token } });
    return { token, seenDigest: detail.current?.digest ?? "" };
  }

  private async approve(approvalId: string): Promise<void> {
    await this.do(approveProposal, { approvalId, ...(await this.look(approvalId)) }, this.cast.lead);
  }

  private async reject(approvalId: string): Promise<void> {
    await this.do(
      rejectProposal,
      { approvalId, decisionCode: "grounds-thin", note: "依据不足，请补充说明" },
      this.cast.lead,
    );
  }

  /** The account's class changed after the proposal: the approval finds it and ends void. */
  private async approveAfterChange(approvalId: string): Promise<void> {
    const seen = await this.look(approvalId);
    const change =
      "update accounts set account_class = case account_class when 1 then 2 else account_class - 1 end, version = version + 1 where id = $1";
    await this.world.runtime.pool.query(change, [this.account.id]);
    await this.do(approveProposal, { approvalId, ...seen }, this.cast.lead);
  }

  private async confirm(): Promise<void> {
    await confirmQueued(this.world, this.core, [this.account.id]);
  }

  private async refuseByCore(): Promise<void> {
    await answerForCore(this.world, this.account, { outcome: "rejected", reason: "account_under_review" });
  }
}
