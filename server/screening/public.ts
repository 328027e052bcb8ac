export { bringList, isListSource, type ListBrought } from "./import-list";
export { type Screening, screenParty } from "./screen";
