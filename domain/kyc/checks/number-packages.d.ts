declare module "id-validator" {
  /** Checks identity numbers, with the table of regions it is given. */
  // biome-ignore lint/style/noDefaultExport: that is how the package gives it
  export default class IdValidator {
    constructor(regions?: Readonly<Record<string, string>>);
    isValid(id: string): boolean;
  }
}

declare module "id-validator/src/GB2260.js" {
  const regions: Readonly<Record<string, string>>;
  // biome-ignore lint/style/noDefaultExport: that is how the package gives it
  export default regions;
}

declare module "validator" {
  type Validator = {
    isIdentityCard(text: string, locale: "zh-CN"): boolean;
    isISO31661Alpha2(text: string): boolean;
    isISO31661Alpha3(text: string): boolean;
  };
  const validator: Validator;
  // biome-ignore lint/style/noDefaultExport: that is how the package gives it
  export default validator;
}
