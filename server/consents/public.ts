export { recordConsent } from "./commands/record-consent";
export { withdrawConsent } from "./commands/withdraw-consent";
export { customerConsentsQuery, suppressionsList } from "./queries";
export { hasConsent } from "./standing";
export { marketingOff, mayMarket, withdrawConsents } from "./withdrawal";
