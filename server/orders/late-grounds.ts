import { REFUSAL_GROUND_NAMES, type RefusalGround } from "@/domain/orders/codes";
import { deductFrom, releaseOrder, renewOrder } from "@/domain/orders/decisions";
import type { PaperInput } from "@/domain/orders/schema";
import { mayStop } from "@/domain/orders/stops";
import type { Refusal } from "@/domain/shared/result";
import { localDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { aboutOf } from "./about";
import { endsAlready } from "./acts";
import { standingWith } from "./standing";
import { stopsBy, stopsGiven } from "./stops";
import type { Target } from "./target";

const groundOf = ({ code }: Pick<Refusal, "code">): RefusalGround[] =>
  REFUSAL_GROUND_NAMES.filter((ground) => code === `orders.ground.${ground}`);

/** Grounds that the paper alone does not show: no such account, another authority's order, more than there is. */
export async function lateGrounds(
  scope: Scope,
  input: PaperInput,
  target: Target | undefined,
): Promise<readonly RefusalGround[]> {
  const { now, rules } = scope;
  const { act, term } = input;
  if (act === "renew" || act === "release") {
    const about = await aboutOf(scope, input);
    if (!about) return ["no-such-order"];
    const { order, measureId } = about;
    if (measureId && (await endsAlready(scope, measureId))) return ["already-ended"];
    if (act === "release") {
      const release = releaseOrder({ order, paper: input, now, rules });
      return release.ok ? [] : groundOf(release);
    }
    if (!term) return [];
    const read = term.unit === "until" ? ({ unit: "until", on: localDate(term.on) } as const) : term;
    const stopsBefore = await stopsBy(scope, order);
    const renewal = renewOrder({ order, stopsBefore, paper: { ...input, term: read }, now, rules });
    return renewal.ok ? [] : groundOf(renewal);
  }
  if (input.target === "reserve") return [];
  if (!target || (act !== "query" && target.accounts.length === 0)) return ["target-unknown"];
  const [account] = target.accounts;
  if (act === "stop" && account) {
    const { accountId } = account;
    return mayStop(await stopsGiven(scope, { ...input, accountId }), rules, now) ? [] : ["renewed-enough"];
  }
  if (act !== "deduct" || !account) return [];
  const frozen = await standingWith(scope, account.accountId, input.authority);
  const amountMinor = input.extent?.amountMinor ?? 0n;
  const taken = deductFrom({ paper: input, amountMinor, balanceMinor: account.balanceMinor, frozen, now, rules });
  return taken.ok ? [] : groundOf(taken);
}
