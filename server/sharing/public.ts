export { recordDisclosure } from "./commands/record-disclosure";
export { tellRecipients } from "./notices";
export { mayStop } from "./optional";
export { type Recipient, recipientsOf, withRecipients } from "./recipients";
export { stopSharing } from "./stopping";
