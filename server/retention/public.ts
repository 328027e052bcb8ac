export { carryOutPlan } from "./carry-out";
export { eraseAgain } from "./erase-again";
export { type RetentionHold, registerRetentionHold } from "./holds";
export { keepCertificates } from "./keep-certificates";
export { type ErasedClass, onClassErased } from "./listeners";
export { planErasure } from "./plan";
export { liftRestriction, restrictedSince, restrictSubject } from "./restricted";
