export interface SampleItem {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly version: number;
}

export function newSampleItem(id: string, ownerId: string, name: string): SampleItem {
  return { id, ownerId, name, version: 0 };
}

export function rename(before: SampleItem, name: string): SampleItem {
  return { ...before, name };
}
