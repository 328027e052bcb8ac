import { sql } from "drizzle-orm";
import { z } from "zod";
import { mayGrow } from "@/domain/kyc/arrival";
import { FIELD_NAMES } from "@/domain/kyc/fields";
import { DOCUMENT_KINDS } from "@/domain/kyc/model";
import { qualitySchema } from "@/domain/kyc/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { findDocument, loadDocuments, loadSubmission, sealReadings } from "../store";

const reading = z.strictObject({
  document: z.enum(DOCUMENT_KINDS),
  field: z.enum(FIELD_NAMES),
  value: z.string().min(1).max(2_000),
  confidence: z.number().min(0).max(100),
  source: z.enum(["ocr", "mrz"]),
});

/**
 * Keeps what the house read from a picture: proposals, sealed; how good the picture is; and hashes by which the same one
 * is found elsewhere. A picture that could not be read is `failed`, as is one that lies in the submission twice. Refuses
 * when the document has another file by now.
 */
export const recordReading = command({
  name: "kyc.document.read",
  permission: "kyc.process",
  input: z.object({
    documentId: z.uuid(),
    fileId: z.uuid(),
    readings: z.array(reading).max(100),
    quality: z.strictObject(qualitySchema.shape).nullable(),
    /** SHA-256 of the file as it came, in hex. */
    contentSha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
    /** 64 bits, in hex. */
    lookHash: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .nullable(),
    problem: z
      .string()
      .regex(/^[a-z-]{1,60}$/)
      .nullable(),
    failed: z.boolean(),
  }),
  storesResult: false,
  subject: ({ documentId }) => ({ type: "kyc-document", id: documentId }),
  async handle(scope, input) {
    const { tx, vault } = scope;
    const known = (await findDocument(scope, input.documentId)) ?? notFound();
    const submission = (await loadSubmission(scope, known.submissionId, { lock: true })) ?? notFound();
    const document = (await findDocument(scope, input.documentId, { lock: true })) ?? notFound();
    const current = document.fileId === input.fileId && document.readState === "waiting" && mayGrow(submission.state);
    if (!current) return refuse("kyc.submission.stale");
    const contentHash = input.contentSha256 === null ? null : vault.blind("picture", input.contentSha256);
    const others = (await loadDocuments(scope, submission.id)).filter(({ id }) => id !== document.id);
    const twice = contentHash !== null && others.some((one) => one.contentHash?.equals(contentHash));
    const problem = twice ? "same-picture" : input.problem;
    const readState = twice || input.failed ? "failed" : "read";
    const sealed = input.readings.length > 0 ? await sealReadings(scope, document, input.readings) : null;
    const look = input.lookHash === null ? null : Buffer.from(input.lookHash, "hex");
    await tx.execute(sql`update kyc_documents set read_state = ${readState}, read_problem = ${problem}, reading_sealed = ${sealed}::bytea,
        quality = ${input.quality === null ? null : JSON.stringify(input.quality)}::jsonb, content_hash = ${contentHash}::bytea,
        look_hash = ${look}::bytea, version = version + 1
      where id = ${document.id}::uuid`);
    return committed({
      result: { readState },
      audit: [
        {
          kind: "kyc.document.read",
          subject: { type: "submission", id: submission.id },
          data: {
            number: submission.number,
            customerId: submission.customerId,
            document: document.kind,
            file: input.fileId,
            readState,
            problem,
            readings: input.readings.length,
          },
        },
      ],
    });
  },
});
