import { mailSettings } from "@/env";
import { type Mailer, smtpMailer } from "./smtp";

/** The mailer this house is set up with; null when it sends no e-mail. */
export function configuredMailer(): Mailer | null {
  const settings = mailSettings();
  return settings && smtpMailer(settings);
}
