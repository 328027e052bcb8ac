import { sql } from "drizzle-orm";
import { codeUntil, mayHandOut } from "@/domain/packages/decisions";
import { createCodeInput } from "@/domain/packages/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { codeHash, newCode } from "../codes";
import { loadPackage, PACKAGE } from "../store";

/**
 * Makes the one code that opens a package from outside, and ends any before it. It is shown once, to be told to the customer
 * by another way than the number goes; only its keyed hash is kept. Refuses a package that may not be handed out.
 */
export const createCode = command({
  name: "packages.code.create",
  permission: "packages.prepare",
  input: createCodeInput,
  stepUp: true,
  storesResult: false,
  subject: ({ id }) => ({ type: PACKAGE, id }),
  async handle(scope, { id, version }) {
    const { tx, actor, now, keyRing } = scope;
    const of = await loadPackage(scope, id, { lock: true });
    if (of.version !== version) return refuse("packages.package.stale");
    const may = mayHandOut(of, now);
    if (!may.ok) return may;
    const code = newCode();
    const until = codeUntil(now, of.openUntil ?? now);
    await tx.execute(sql`update subject_packages set code_hash = ${codeHash(keyRing, id, code)}, code_until = ${until}::timestamptz,
        wrong_codes = 0, version = version + 1 where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    return committed({
      result: { code, number: of.number, until },
      audit: [{ kind: "packages.code.create", subject: { type: PACKAGE, id }, data: { number: of.number, until } }],
    });
  },
});
