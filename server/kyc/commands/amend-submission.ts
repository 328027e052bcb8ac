import { sql } from "drizzle-orm";
import { intakeProblems } from "@/domain/kyc/declared";
import { amendInput } from "@/domain/kyc/intake";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { lockGrowing, restand } from "../documents";
import { arrived } from "../events";
import { decideDeclared } from "../ownership";
import { openDeclared, openOwners, sealDeclared } from "../store";
import { keysOf } from "../submissions";

/** Puts declared fields right while a submission is not decided; those left out stay. The checks run again. */
export const amendSubmission = command({
  name: "kyc.submission.amend",
  permission: "kyc.submit",
  input: amendInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, version, declared, owners: anew }) {
    const { tx } = scope;
    const found = await lockGrowing(scope, submissionId);
    if (!found.ok) return found;
    const { submission } = found.value;
    if (submission.version !== version)
      return refuse("kyc.submission.stale", { params: { version: submission.version } });
    const [problem] = intakeProblems({
      subject: submission.subject,
      declared,
      owners: anew,
      documents: [],
      channels: [],
    });
    if (problem) return refuse(problem.code, { field: problem.path.join(".") });
    const whole = { ...(await openDeclared(scope, submission)), ...declared };
    const owners = anew ?? (await openOwners(scope, submission));
    const tree = await decideDeclared(scope, submission.customerId, whole, owners);
    if (!tree.ok) return tree;
    const sealed = await sealDeclared(scope, submission, whole, owners);
    const { phoneKey, idKey } = keysOf(scope, whole);
    await tx.execute(sql`update kyc_submissions set payload_sealed = ${sealed}, phone_key = ${phoneKey}::bytea, id_key = ${idKey}::bytea
      where id = ${submission.id}::uuid`);
    const stands = (await restand(scope, submission)) ?? submission;
    return committed({
      result: { id: submission.id, state: stands.state, version: stands.version },
      audit: [
        {
          kind: "kyc.submission.amend",
          subject: { type: "submission", id: submission.id },
          data: {
            number: submission.number,
            customerId: submission.customerId,
            fields: Object.keys(declared).sort(),
            ...(anew ? { owners: anew.length } : {}),
          },
        },
      ],
      events: [arrived(submission.id)],
    });
  },
});
