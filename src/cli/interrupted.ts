/** The user pressed Ctrl-C. Nothing failed, so there is nothing to explain: exit code 130. */
export class Interrupted extends Error {
  constructor() {
    super('Interrupted');
    this.name = 'Interrupted';
  }
}
