import { timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import { codeStands } from "@/domain/packages/decisions";
import { collectPackageInput } from "@/domain/packages/schema";
import { command, committed } from "@/server/kernel/command";
import { countDownload } from "../hand-out";
import { loadPackage, PACKAGE } from "../store";

/**
 * Hands a package out to whoever holds its code, once for a code. A wrong one is counted and commits like a right one: the caller
 * answers all that opens nothing alike.
 */
export const takeByCode = command({
  name: "packages.package.collect",
  permission: "packages.collect",
  input: collectPackageInput,
  storesResult: false,
  subject: ({ packageId }) => ({ type: PACKAGE, id: packageId }),
  async handle(scope, { packageId, codeHash }) {
    const { tx, actor, now } = scope;
    const of = await loadPackage(scope, packageId, { lock: true });
    const subject = { type: PACKAGE, id: packageId };
    const given = Buffer.from(codeHash, "hex");
    const code = { there: of.codeHash !== null, until: of.codeUntil, wrong: of.wrongCodes };
    const right = of.codeHash !== null && given.length === of.codeHash.length && timingSafeEqual(given, of.codeHash);
    const counted = right && codeStands(code, now) ? await countDownload(scope, of, "letter") : undefined;
    if (!counted?.ok) {
      await tx.execute(sql`update subject_packages set wrong_codes = wrong_codes + 1, version = version + 1
        where id = ${packageId}::uuid and programme_id = ${actor.programmeId}`);
      const data = { number: of.number, opened: false, wrong: of.wrongCodes + 1 };
      return committed({ result: null, audit: [{ kind: "packages.package.collect", subject, data }] });
    }
    await tx.execute(sql`update subject_packages set code_hash = null, code_until = null, wrong_codes = 0
      where id = ${packageId}::uuid and programme_id = ${actor.programmeId}`);
    const { downloadId, count } = counted.value;
    const data = { number: of.number, opened: true, way: "letter", download: downloadId, count, sha256: of.sha256 };
    return committed({
      result: { downloadId },
      audit: [{ kind: "packages.package.collect", subject, data }],
    });
  },
});
