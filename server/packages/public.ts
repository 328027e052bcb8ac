export { onPackageSettled, type PackageListener, type SettledPackage } from "./listeners";
export { type NewPackage, type PackageAsked, preparePackage } from "./prepare";
export { stopPackage } from "./stop";
