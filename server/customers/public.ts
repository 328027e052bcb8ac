export { birthDateOf } from "./birth-date";
export { type CheckedEnterprise, type CheckedOwner, recordCheckedEnterprise } from "./checked-enterprise";
export { type CheckedIdentity, recordCheckedIdentity } from "./checked-identity";
export { type ClearRecord, type CorrectedRecord, correctRecord, lockRecord } from "./corrected-record";
export { customerOfReference, type FoundCustomer, findByNumber, findByReference } from "./find";
export { type CustomerField, sealField } from "./kept-fields";
export { customerDetailQuery, customersListQuery } from "./queries";
export { loadCards } from "./record";
export { type RecordedOwnership, recordedOwnership } from "./recorded-ownership";
export {
  type CustomerColumns,
  type CustomerRef,
  customerRefs,
  maskedFields,
  type SealedField,
  type SealedValue,
} from "./sealed-fields";
