/** How a command waits. Probes ask whether fail2ban is alive; a long command may keep it busy for a minute. */
export type QueuedCommand = {
  readonly priority: 'probe' | 'normal';
  readonly isLong: boolean;
};

export type CommandQueue<Command extends QueuedCommand> = {
  add(command: Command): void;
  /** Takes the command that is to be sent now. */
  take(): Command | undefined;
  /** Lets the short commands that wait now go before the next long one. */
  endOfLongCommand(): void;
  remove(command: Command): void;
  /** Takes all, in the order of arrival. */
  takeAll(): Command[];
};

/**
 * First come, first served, but probes go before everything, and after a long command the short ones that
 * waited meanwhile go before the next long one. Nothing starves: short commands that come later wait for it.
 */
export function createCommandQueue<Command extends QueuedCommand>(): CommandQueue<Command> {
  let waiting: Command[] = [];
  let overtaking = new Set<Command>();

  function choose(): Command | undefined {
    return (
      waiting.find((command) => command.priority === 'probe') ??
      waiting.find((command) => overtaking.has(command)) ??
      waiting[0]
    );
  }

  function remove(command: Command): void {
    waiting = waiting.filter((other) => other !== command);
    overtaking.delete(command);
  }

  return {
    add(command) {
      waiting.push(command);
    },
    take() {
      const command = choose();
      if (command === undefined) return undefined;
      remove(command);
      return command;
    },
    endOfLongCommand() {
      overtaking = new Set(waiting.filter((command) => !command.isLong));
    },
    remove,
    takeAll() {
      const all = waiting;
      waiting = [];
      overtaking = new Set();
      return all;
    },
  };
}
