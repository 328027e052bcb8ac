export { type Attempt, type Outgoing, sendWebhook } from "./adapters/webhook-sender";
export { createKey } from "./commands/create-key";
export { newEndpointSecret, sealEndpointSecret, signedHeaders } from "./endpoint-secret";
