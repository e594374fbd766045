/** One kind of folder that a registry is made from. */
export interface Registry {
  readonly folder: string;
  readonly file: string;
}
export const REGISTRIES: readonly Registry[];
export function registryText(registry: Registry, ids: readonly string[]): string;
export function idsOf(registry: Registry): string[];
