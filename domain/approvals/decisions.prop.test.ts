import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asId, type LegalEntityId, type ProgrammeId } from "../shared/ids";
import { addDuration, instant } from "../shared/time";
import { approvalsRefusals } from "./codes";
import {
  type Actor,
  decideApproval,
  expireApproval,
  requestApproval,
  voidApproval,
  withdrawApproval,
} from "./decisions";
import type { Approval, PendingApproval, SnapshotInput } from "./model";
import { takeSnapshot } from "./snapshot";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const people: readonly Actor[] = [1, 2, 3].map((n) => ({
  id: asId<"person">(`01920000-0000-7000-8000-00000000000${n}`),
}));
const actors: readonly Actor[] = [...people, { id: "system:expiry" }];
const START = instant("2026-10-09T09:00:00+08:00");

function open(maker: Actor, inputs: readonly SnapshotInput[]): PendingApproval {
  const result = requestApproval({
    id: asId<"approval">("01920000-0000-7000-8000-0000000000aa"),
    programmeId: "wallet" as ProgrammeId,
    legalEntityId: "hengchuan" as LegalEntityId,
    kind: "controls.requestRestriction",
    subjectType: "account",
    subjectId: "01920000-0000-7000-8000-0000000000bb",
    payloadHash: sha256("payload"),
    maker,
    expiresAt: addDuration(START, { hours: 8 }),
    inputs,
    now: START,
    sha256,
  });
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

/** The world: how often the evidence and the balance have changed, and what each person last had on screen. */
class World {
  now = START;
  evidence = 0;
  balance = 0;
  readonly seen = new Map<Actor, string>();

  inputs(): SnapshotInput[] {
    return [
      { key: "evidence", label: "evidence", value: `${this.evidence}`, version: `${this.evidence}`, onChange: "void" },
      {
        key: "balance",
        label: "balance",
        value: `${this.balance}`,
        version: `${this.balance}`,
        onChange: "preview-again",
      },
    ];
  }
  look(actor: Actor): void {
    this.seen.set(actor, takeSnapshot(this.inputs(), sha256).digest);
  }
}

type Move =
  | { readonly verb: "approve" | "reject" | "withdraw" | "look"; readonly actor: Actor; readonly payload?: string }
  | { readonly verb: "expire" | "void" | "spend" | "evidence" | "wait" };

const actor = fc.constantFrom(...actors);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    verb: fc.constantFrom("approve", "reject", "withdraw", "look"),
    actor,
    payload: fc.constantFrom("payload", "payload", "payload", "forged"),
  }),
  fc.record({ verb: fc.constantFrom("expire", "void", "spend", "evidence", "wait") }),
);

function next(
  approval: Approval,
  move: Move,
  world: World,
): { ok: true; approval: Approval } | { ok: false; code: string } | null {
  const { now } = world;
  const currentInputs = world.inputs();
  switch (move.verb) {
    case "look":
      world.look(move.actor);
      return null;
    case "spend":
      world.balance += 1;
      return null;
    case "evidence":
      world.evidence += 1;
      return null;
    case "wait":
      world.now = addDuration(now, { hours: 3 });
      return null;
    case "approve":
    case "reject": {
      const result = decideApproval({
        approval,
        decision: move.verb,
        actor: move.actor,
        now,
        currentInputs,
        seenDigest: world.seen.get(move.actor) ?? "",
        payloadHash: sha256(move.payload ?? "payload"),
        sha256,
      });
      return result.ok ? { ok: true, approval: result.value.approval } : result;
    }
    case "withdraw": {
      const result = withdrawApproval({ approval, actor: move.actor, now });
      return result.ok ? { ok: true, approval: result.value } : result;
    }
    case "expire": {
      const result = expireApproval({ approval, now });
      return result.ok ? { ok: true, approval: result.value } : result;
    }
    case "void": {
      const result = voidApproval({ approval, currentInputs, now });
      return result.ok ? { ok: true, approval: result.value } : result;
    }
  }
}

describe("any history of an approval", () => {
  it("never has one person twice, is closed once, and is approved only on facts that were seen and still hold", () => {
    const reached = new Set<string>();
    const refused = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...actors), fc.array(move, { maxLength: 20 }), (maker, moves) => {
        const world = new World();
        let approval: Approval = open(maker, world.inputs());
        for (const each of moves) {
          const result = next(approval, each, world);
          if (result === null) continue;
          if (!result.ok) {
            expect(approvalsRefusals).toContain(result.code);
            refused.add(result.code);
            continue;
          }
          expect(approval.status).toBe("pending");
          approval = result.approval;
          reached.add(approval.status);
          expect(approval.status).not.toBe("pending");
          if (approval.status === "approved" || approval.status === "rejected") {
            expect(approval.checkerId).not.toBe(approval.makerId);
            expect(approval.checkerId.startsWith("system:")).toBe(false);
            expect(approval.decidedAt < approval.expiresAt).toBe(true);
          }
          if (approval.status === "approved") {
            expect(world.evidence).toBe(0);
            expect(approval.seen).toEqual(takeSnapshot(world.inputs(), sha256));
            expect("payload" in each && each.payload).toBe("payload");
          }
        }
      }),
      { numRuns: 2000, seed: 20261009 },
    );
    // The walk is wide enough to mean something: every end and every refusal but the one at the request was met.
    expect([...reached].sort()).toEqual(["approved", "expired", "rejected", "void", "withdrawn"]);
    expect([...refused].sort()).toEqual(approvalsRefusals.filter((code) => code !== "approvals.approval.expiry-past"));
  });
});
