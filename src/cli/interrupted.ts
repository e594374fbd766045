/** The user left: Ctrl-C, or a signal from outside. Nothing failed, so there is nothing to explain. */
export class Interrupted extends Error {
  /** 128 and the number of the signal, as shells count. */
  readonly exitCode: number;
  /** What else to know when leaving, in whole lines. */
  readonly remark: string;

  constructor(exitCode = 130, remark = '') {
    super('Interrupted');
    this.name = 'Interrupted';
    this.exitCode = exitCode;
    this.remark = remark;
  }
}
