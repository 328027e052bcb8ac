import { meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { type Instant, shanghaiDate } from "../shared/time";
import { BASIS_DEFINITIONS } from "./bases";
import { type OrderFlag, REFUSAL_GROUNDS, type RefusalGround } from "./codes";
import {
  type Authority,
  type Disclosure,
  type OrderAct,
  type OrderBasis,
  type OrderExtent,
  type OrderTarget,
  type OrderTerm,
  type PaperCheck,
  STATED_ITEMS,
  type StatedItem,
} from "./model";
import { judgeTerm } from "./term";

/** What an officer read off a paper and its bearers. `officers`: numbers of their credentials, as read. */
export type Paper = {
  readonly authority: Authority;
  readonly basis: OrderBasis;
  readonly act: OrderAct;
  readonly checks: readonly PaperCheck[];
  readonly officers: readonly string[];
  readonly stated: readonly StatedItem[];
  readonly target: OrderTarget;
  readonly extent: OrderExtent | null;
  readonly term: OrderTerm | null;
  readonly disclosure: Disclosure | null;
};

/** What looking at a paper gave: why it may not be carried out, and what else to know of it. */
export type Intake = {
  readonly grounds: readonly RefusalGround[];
  readonly flags: readonly OrderFlag[];
  /** When it would end, beginning now; null for what does not hold. */
  readonly endsAt: Instant | null;
  readonly basis: readonly RuleRef[];
};

const HOLDS: readonly OrderAct[] = ["stop", "freeze", "renew"];

/**
 * The checks at intake of an order on paper (law-order-intake): two officers who are two people, their credentials, the
 * document and its seal, scope and amount; the six things a criminal freeze states (law-order-crim-content); whether this
 * authority may ask for this act on this basis (law-order-deduct and the basis's own row); a foreign one never
 * (law-order-foreign), nor the pooled reserve account (law-order-reserve); and whether the term may stand. Every ground
 * is given, not the first: the reply slip names them all.
 */
export function checkPaper(paper: Paper, now: Instant, rules: Rules): Intake {
  const on = shanghaiDate(now);
  const term = HOLDS.includes(paper.act) && paper.term ? termOf(paper, paper.term, now, rules) : null;
  const grounds = [
    ...foreign(paper),
    ...papers(paper, rules, now),
    ...powers(paper),
    ...content(paper),
    ...(term?.ground ? [term.ground] : []),
  ];
  const cited = [
    "law-order-intake",
    BASIS_DEFINITIONS[paper.basis].rule,
    "mipay-authority-freeze-deduct",
    ...grounds.flatMap((ground) => REFUSAL_GROUNDS[ground]),
    ...(paper.act === "freeze" && isCriminal(paper.basis) ? ["law-order-crim-content"] : []),
  ];
  return {
    grounds,
    flags: term?.flags ?? [],
    endsAt: term?.endsAt ?? null,
    basis: distinct([...cited.map((id) => rules.ref(id, on)), ...(term?.basis ?? [])]),
  };
}

const termOf = (paper: Paper, term: OrderTerm, now: Instant, rules: Rules) =>
  judgeTerm({ basis: paper.basis, renewal: paper.act === "renew", term, from: now, now, rules });

const isCriminal = (basis: OrderBasis) => basis === "criminal" || basis === "criminal-complex";

function foreign({ authority }: Paper): RefusalGround[] {
  return authority === "foreign" ? ["authority-foreign"] : [];
}

function papers(paper: Paper, rules: Rules, now: Instant): RefusalGround[] {
  const has = (check: PaperCheck) => paper.checks.includes(check);
  const numbers = paper.officers.map(sameForm).filter((number) => number !== "");
  const enough = (count: number) => meets(rules.figure("law-order-intake", "officers", shanghaiDate(now)), count);
  const distinctOnes = new Set(numbers).size;
  return [
    ...(has("document") && has("copies") ? [] : ["document-missing" as const]),
    ...(has("seal") ? [] : ["seal-missing" as const]),
    ...(enough(distinctOnes)
      ? []
      : [enough(numbers.length) ? ("officers-same" as const) : ("officers-missing" as const)]),
    ...(has("credentials") ? [] : ["credentials-unseen" as const]),
  ];
}

/** A credential's number without spaces, full-width forms or case: the same one written twice is one. */
const sameForm = (number: string): string => number.normalize("NFKC").replace(/\s+/g, "").toUpperCase();

function powers({ authority, basis, act, target }: Paper): RefusalGround[] {
  const definition = BASIS_DEFINITIONS[basis];
  // A court may end what another gave; its paper is then one about the other's basis.
  const releasing = act === "release" && authority === "court";
  const may = (releasing || definition.authorities.includes(authority)) && definition.acts.includes(act);
  const ground = act === "deduct" ? "may-not-deduct" : "not-empowered";
  return [
    ...(may || authority === "foreign" ? [] : [ground as RefusalGround]),
    ...(target === "reserve" ? ["reserve-account" as const] : []),
  ];
}

function content(paper: Paper): RefusalGround[] {
  const { act, basis, extent, stated } = paper;
  const grounds: RefusalGround[] = [];
  const moves = act === "freeze" || act === "stop" || act === "deduct";
  if (moves && !extent) grounds.push("scope-missing");
  const amountAsked = act === "deduct" || extent?.scope === "amount";
  if (amountAsked && !(extent?.amountMinor && extent.amountMinor > 0n)) grounds.push("amount-missing");
  if (act === "freeze" && isCriminal(basis) && STATED_ITEMS.some((item) => !stated.includes(item))) {
    grounds.push("content-incomplete");
  }
  if (HOLDS.includes(act) && !paper.term) grounds.push("term-missing");
  if (act === "query" && !isWhole(paper.disclosure)) grounds.push("data-unnamed");
  return grounds;
}

/** A query names what it wants, and for what moves money the days. */
function isWhole(disclosure: Disclosure | null): boolean {
  if (!disclosure || disclosure.data.length === 0) return false;
  if (!disclosure.data.includes("transactions")) return true;
  return disclosure.from !== null && disclosure.to !== null && disclosure.from <= disclosure.to;
}

/** Refuses a paper for the first of its grounds; carries the rules either way. */
export function acceptPaper(paper: Paper, now: Instant, rules: Rules): Result<Intake> {
  const intake = checkPaper(paper, now, rules);
  const [ground] = intake.grounds;
  if (!ground) return decided(intake, intake.basis);
  return refuse(`orders.ground.${ground}`, { basis: intake.basis, params: { count: intake.grounds.length } });
}

/** Each rule once, in the order of first mention. */
export function distinct(basis: readonly RuleRef[]): readonly RuleRef[] {
  const seen = new Set<string>();
  return basis.filter(({ ruleId }) => !seen.has(ruleId) && Boolean(seen.add(ruleId)));
}
