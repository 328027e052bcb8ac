import type { Decision } from "./steps";

export type Role = "compliance-officer" | "compliance-lead" | "customer-service";
export type Verb = "restrict" | "lift";
/** How far a measure reaches; scope `function` takes transfers away. */
export type Extent = {
  readonly scope: "all" | "debit" | "credit" | "amount" | "function";
  readonly amount: number | null;
};
/** Who gave a measure, and why; `planned` is what two agreed on beforehand. */
export type Given =
  | "planned"
  | "urgent"
  | "order-stop"
  | "order-freeze"
  | "order-term"
  | "loss"
  | "unverified"
  | "system";

export type Person = { role: Role; out: boolean; steppedUp: number | null };
export type Proposal = {
  verb: Verb;
  measure: number;
  maker: number;
  checker: number | null;
  status: "pending" | "approved" | "rejected" | "withdrawn" | "void" | "expired";
  customer: number;
  expires: number;
};
export type Measure = Extent & {
  state:
    | "proposed"
    | "rejected"
    | "withdrawn"
    | "void"
    | "instructed"
    | "in-force"
    | "failed"
    | "release-proposed"
    | "release-instructed"
    | "released";
  version: number;
  failureWaits: boolean;
  given: Given;
  /** Who asked, by his place; null for a machine. */
  by: number | null;
  starts: number;
  expires: number | null;
  /** The end that waits for the core's word or for a second person. */
  liftFor: string | null;
  reviewWaits: boolean;
  /** The last hour in which its end was ordered because its term was over. */
  lapsed: string | null;
};
export type Order = {
  measure: number;
  verb: Verb;
  state: "queued" | "sent" | "applied" | "rejected";
  attempts: number;
  since: number;
  /** What the core did with it, once it has it; it says so with its callback. */
  atCore: "applied" | "rejected" | null;
};
/** What a checker had on the screen: when, and which other measures were live then. */
export type Look = { at: number; neighbours: string };

/**
 * What ought to be, kept in memory: the house, its core and its log, of one account. Minutes count from the start of
 * the history; things are named by their place in the order they were made.
 */
export type Model = {
  now: number;
  people: Person[];
  customer: number;
  proposals: Proposal[];
  measures: Measure[];
  orders: Order[];
  /** Looks by `who/proposal`. */
  looks: Record<string, Look>;
  /** Every entry the log must hold: word, outcome, actor and subject. */
  entries: string[];
};

export const PREVIEW_MINUTES = 2;
export const STEP_UP_MINUTES = 5;
export const OPEN_MINUTES = 24 * 60;
export const UNANSWERED_MINUTES = 5;

export function newModel(): Model {
  const person = (role: Role): Person => ({ role, out: false, steppedUp: null });
  return {
    now: 0,
    people: [
      person("compliance-officer"),
      person("compliance-officer"),
      person("compliance-lead"),
      person("compliance-lead"),
      person("customer-service"),
    ],
    customer: 1,
    proposals: [],
    measures: [],
    orders: [],
    looks: {},
    entries: [],
  };
}

const RIGHTS: Readonly<Record<Role, readonly string[]>> = {
  "compliance-officer": ["request", "withdraw", "clocks", "urgent"],
  "compliance-lead": ["decide", "clocks", "urgent"],
  "customer-service": [],
};

export const may = (model: Model, who: number, right: string): boolean => {
  const person = model.people[who];
  return person !== undefined && !person.out && RIGHTS[person.role].includes(right);
};

export const LIVE: readonly Measure["state"][] = ["instructed", "in-force", "release-proposed", "release-instructed"];

/** The other live measures, as the checker's screen counts them. */
export function neighbours(model: Model, measure: number): string {
  return model.measures
    .map((one, index) => ({ ...one, index }))
    .filter(({ index, state }) => index !== measure && LIVE.includes(state))
    .map(({ index }) => index)
    .join();
}

export const note = (model: Model, kind: string, outcome: string, actor: string, subject: string): void => {
  model.entries.push(`${kind} ${outcome} ${actor} ${subject}`);
};

/** A "no": its code, and the entry it leaves; an ended session leaves none. */
export function no(model: Model, kind: string, code: string, actor: string, subject: string): string {
  note(model, kind, code === "kernel.permission.denied" ? "denied" : "refused", actor, subject);
  return code;
}

/** Asks session and right of a person; undefined when he may go on. */
export function stopped(model: Model, who: number, right: string, kind: string, subject: string): string | undefined {
  if (model.people[who]?.out) return "unauthenticated";
  return may(model, who, right) ? undefined : no(model, kind, "kernel.permission.denied", `p${who}`, subject);
}

export function propose(model: Model, who: number, extent: Extent): string {
  const kind = "controls.restriction.request";
  const stop = stopped(model, who, "request", kind, "account");
  if (stop) return stop;
  if (extent.scope === "amount" && !extent.amount)
    return no(model, kind, "controls.restriction.amount-missing", `p${who}`, "account");
  if (model.measures.some(({ state, scope }) => state === "proposed" && scope === extent.scope))
    return no(model, kind, "controls.restriction.already-proposed", `p${who}`, "account");
  const measure = model.measures.push(newMeasure(model, extent, { state: "proposed", given: "planned", by: who })) - 1;
  open(model, { verb: "restrict", measure, maker: who });
  return "ok";
}

export function newMeasure(
  model: Model,
  extent: Extent,
  more: Pick<Measure, "state" | "given" | "by"> & Partial<Measure>,
): Measure {
  const plain = { version: 1, failureWaits: false, expires: null, liftFor: null, reviewWaits: false, lapsed: null };
  return { ...extent, ...plain, starts: model.now, ...more };
}

/** Queues an order to the core. */
export function order(model: Model, measure: number, verb: Verb): void {
  model.orders.push({ measure, verb, state: "queued", attempts: 0, since: model.now, atCore: null });
}

/** The end that waited for a measure to be plainly in force. */
export function liftAwaited(model: Model, which: number, actor: string): void {
  const measure = model.measures[which];
  if (measure?.state !== "in-force" || measure.liftFor === null) return;
  measure.liftFor = null;
  move(measure, "release-instructed");
  order(model, which, "lift");
  note(model, "controls.measure.lift", "committed", actor, `m${which}`);
}

function open(model: Model, { verb, measure, maker }: Pick<Proposal, "verb" | "measure" | "maker">): void {
  const terms = { checker: null, customer: model.customer, expires: model.now + OPEN_MINUTES };
  const proposal = model.proposals.push({ verb, measure, maker, status: "pending", ...terms }) - 1;
  const kind = verb === "restrict" ? "controls.restriction.request" : "controls.release.request";
  note(model, kind, "committed", `p${maker}`, `m${measure}`);
  note(model, "approvals.approval.request", "committed", `p${maker}`, `a${proposal}`);
}

export function release(model: Model, who: number, which: number, stale: boolean): string {
  const kind = "controls.release.request";
  const stop = stopped(model, who, "request", kind, `m${which}`);
  if (stop) return stop;
  const measure = model.measures[which];
  if (!measure) throw new Error("no measure");
  if (stale) return no(model, kind, "controls.measure.stale", `p${who}`, `m${which}`);
  if (measure.state !== "in-force") return no(model, kind, "controls.release.not-in-force", `p${who}`, `m${which}`);
  if (!["planned", "urgent", "system"].includes(measure.given))
    return no(model, kind, "controls.release.not-by-hand", `p${who}`, `m${which}`);
  move(measure, "release-proposed");
  open(model, { verb: "lift", measure: which, maker: who });
  return "ok";
}

export function move(measure: Measure, state: Measure["state"]): void {
  measure.state = state;
  measure.version += 1;
}

const WORD = { approve: "approvals.approval.approve", reject: "approvals.approval.reject" } as const;

/** A decision of the second person, or the maker taking his proposal back. `look` is what was on the screen. */
export function decide(model: Model, asked: Decision, look: Look | null): string {
  const { who, which } = asked;
  const kind = asked.do === "withdraw" ? "approvals.approval.withdraw" : WORD[asked.do];
  const actor = `p${who}`;
  const stop = stopped(model, who, asked.do === "withdraw" ? "withdraw" : "decide", kind, `a${which}`);
  if (stop) return stop;
  const refuse = (code: string) => no(model, kind, code, actor, `a${which}`);
  const person = model.people[who];
  const proposal = model.proposals[which];
  if (!person || !proposal) throw new Error("no proposal");
  if (asked.do !== "withdraw" && (person.steppedUp === null || person.steppedUp + STEP_UP_MINUTES <= model.now))
    return refuse("kernel.step-up.required");
  if (proposal.status !== "pending") return refuse("approvals.approval.not-pending");
  if (asked.do === "withdraw" && proposal.maker !== who) return refuse("approvals.approval.not-maker");
  if (asked.do !== "withdraw" && proposal.maker === who) return refuse("approvals.approval.self");
  if (model.now >= proposal.expires) return refuse("approvals.approval.expired");
  if (asked.do === "reject") return end(model, which, "rejected", actor);
  if (asked.do === "withdraw") return end(model, which, "withdrawn", actor);
  if (!look) return refuse("controls.preview.missing");
  if (look.at + PREVIEW_MINUTES < model.now) return refuse("controls.preview.stale");
  const overtaken = proposal.verb === "lift" && model.measures[proposal.measure]?.state !== "release-proposed";
  if (proposal.customer !== model.customer || overtaken) return end(model, which, "void", actor);
  if (look.neighbours !== neighbours(model, proposal.measure)) return refuse("approvals.approval.preview-moved");
  proposal.status = "approved";
  proposal.checker = who;
  const measure = model.measures[proposal.measure];
  if (!measure) throw new Error("no measure");
  if (proposal.verb === "lift") measure.liftFor = null;
  move(measure, proposal.verb === "restrict" ? "instructed" : "release-instructed");
  const { verb } = proposal;
  order(model, proposal.measure, verb);
  note(model, "approvals.approval.approve", "committed", actor, `a${which}`);
  note(
    model,
    `controls.${verb === "restrict" ? "restriction" : "release"}.apply`,
    "committed",
    actor,
    `m${proposal.measure}`,
  );
  return "approved";
}

const ENDING = {
  rejected: ["approvals.approval.reject", "reject"],
  withdrawn: ["approvals.approval.withdraw", "withdraw"],
  void: ["approvals.approval.void", "void"],
  expired: ["approvals.approval.expire", "void"],
} as const;

/** A proposal ends without effect: a restriction falls, a release leaves its measure as it is. */
export function end(model: Model, which: number, as: keyof typeof ENDING, actor: string): string {
  const proposal = model.proposals[which];
  const measure = proposal && model.measures[proposal.measure];
  if (!proposal || !measure) throw new Error("no proposal");
  proposal.status = as;
  if (as === "rejected") proposal.checker = Number(actor.slice(1));
  if (proposal.verb === "restrict") move(measure, as === "expired" ? "void" : as);
  else if (measure.state === "release-proposed") move(measure, "in-force");
  const [word, effect] = ENDING[as];
  note(model, word, "committed", actor, `a${which}`);
  const about = proposal.verb === "lift" ? "release" : "restriction";
  note(model, `controls.${about}.${effect}`, "committed", actor, `m${proposal.measure}`);
  liftAwaited(model, proposal.measure, actor);
  return as;
}
