export { dropOfRequest } from "./drop";
export { type CorrectionListener, onCorrectionSettled, type SettledCorrection } from "./listeners";
export { type CorrectionAsked, type NewCorrection, proposeCorrection } from "./propose";
