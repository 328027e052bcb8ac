import { startUploadInput } from "@/domain/evidence/schema";
import { command, committed } from "@/server/kernel/command";
import { announceFile } from "../announce";
import { findSubject } from "../subjects";

/**
 * Announces a file for a subject: gives the id under which its bytes may then be sent, by this person alone and until
 * `expiresAt`. Makes the file's own key. Refuses more or larger files than policy allows.
 */
export const startUpload = command({
  name: "evidence.file.start",
  permission: "evidence.attach",
  input: startUploadInput,
  subject: ({ subject }) => subject,
  async handle(scope, file) {
    const announced = await announceFile(scope, file, await findSubject(scope, file.subject));
    if (!announced.ok) return announced;
    const { fileId, expiresAt, audit } = announced.value;
    return committed({ result: { fileId, expiresAt }, audit: [audit] });
  },
});
