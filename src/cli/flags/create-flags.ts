import type { Command } from 'commander';

/** Flags of the default command that are not answers: how to write, not what. */
export function addCreateFlags(command: Command): Command {
  return command
    .optionsGroup('How to run:')
    .option('-y, --yes', 'ask nothing: use defaults for what is not said')
    .option('--quick', 'in the wizard, ask the six questions that matter most')
    .option('--detailed', 'in the wizard, ask every question')
    .option('--resume', 'go on with the answers of a run that was left')
    .option('--plain', 'no colours, no redrawing: for screen readers (ACCESSIBLE=1 does the same)')
    .option('--dry-run', 'write nothing; list what would be written')
    .option('--force', 'write into a directory that is not empty; never changes an existing file')
    .option('--no-install', 'do not install dependencies (nor verify)')
    .option('--no-git', 'do not create a git repository')
    .option('--no-verify', 'do not run the checks and tests of the generated repo')
    .option('--json', 'print only JSON on stdout; asks nothing');
}
