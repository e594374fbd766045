export interface Invoice {
  readonly id: string;
  readonly ownerId: string;
  readonly name: string;
  readonly version: number;
}

export function newInvoice(id: string, ownerId: string, name: string): Invoice {
  return { id, ownerId, name, version: 0 };
}

export function rename(before: Invoice, name: string): Invoice {
  return { ...before, name };
}
