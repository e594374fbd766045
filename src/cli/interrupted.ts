/** The user left: Ctrl-C, or a signal from outside. Nothing failed, so there is nothing to explain. */
export class Interrupted extends Error {
  /** 128 and the number of the signal, as shells count. */
  readonly exitCode: number;

  constructor(exitCode = 130) {
    super('Interrupted');
    this.name = 'Interrupted';
    this.exitCode = exitCode;
  }
}
