import type { ProjectPackage } from '../../project-model.js';

/** A few are a few, whatever their share. */
export const FEWEST_INCREDIBLE = 5;

/**
 * The folders right below a package. One of which hardly anything is declared, where of others something is, is
 * code for another platform, which brings what it imports.
 */
export function areasOf(above: (path: string) => readonly ProjectPackage[], believable: number) {
  const areas = new Map<string, { home: string; declared: Set<string>; undeclared: Set<string> }>();
  const keyOf = (path: string, home: string) =>
    `${home}\0${/^[^/]*\//.exec(path.slice(home === '' ? 0 : home.length + 1))?.[0] ?? ''}`;
  const isForeign = ({
    declared,
    undeclared,
  }: {
    declared: Set<string>;
    undeclared: Set<string>;
  }) =>
    undeclared.size >= FEWEST_INCREDIBLE &&
    undeclared.size > believable * (declared.size + undeclared.size);
  return {
    note: (path: string, home = '', name: string, isDeclared: boolean): void => {
      const key = keyOf(path, home);
      const area = areas.get(key) ?? { home, declared: new Set(), undeclared: new Set() };
      areas.set(key, area);
      (isDeclared ? area.declared : area.undeclared).add(name);
    },
    isForeign: (path: string): boolean => {
      const home = above(path)[0]?.folder ?? '';
      const area = areas.get(keyOf(path, home));
      const others = [...areas.values()].filter((one) => one !== area && one.home === home);
      return (
        area !== undefined &&
        isForeign(area) &&
        others.some((one) => one.declared.size > 0 && !isForeign(one))
      );
    },
  };
}
