/** Runs cells and says what is wrong with them. */
import type { ActionName } from '../../protocol/contracts.ts';
import { type Answer, ask } from './ask.ts';
import { type Cell, groupsOf, nameOf } from './cells.ts';
import { INPUTS } from './inputs.ts';
import { type Given, judge, tellsAddresses } from './judge.ts';
import { leaksIn, secretsOf } from './secrets.ts';
import { idsOf } from './subject.ts';
import type { World } from './world.ts';

export interface Outcome {
  readonly cells: number;
  /** Cells by what was expected of them. */
  readonly expected: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

/** These let somebody in, who is told what they could not know before. */
const LETS_IN = new Set<ActionName>(['invite.accept', 'channel.join', 'channel.addMembers', 'direct.start']);

/** All cells of an action. */
export async function runAction(world: World, action: ActionName): Promise<Outcome> {
  const secrets = secretsOf(world);
  const expected = new Map<string, number>();
  const problems: string[] = [];
  let cells = 0;
  for (const [number, group] of groupsOf(action).entries()) {
    // Another window of the send limit, which the process remembers.
    world.clock.rewind((number % 2) * 11_000);
    let missing: Given | undefined;
    const all: Given[] = [];
    for (const cell of group) {
      const given = await give(world, cell);
      all.push(given);
      missing ??= cell.place === 'missing' ? given : undefined;
      const wrong = [...judge(given, missing), ...leaksOf(secrets, given)];
      problems.push(...wrong.map((what) => `${nameOf(cell)}: ${what}`));
      expected.set(cell.expected, (expected.get(cell.expected) ?? 0) + 1);
      cells += 1;
    }
    const [first] = group;
    if (first?.declaration.subject === 'address') {
      problems.push(...tellsAddresses(all).map((what) => `${nameOf(first)}: ${what}`));
    }
  }
  return { cells, expected, problems };
}

interface Said extends Given {
  readonly said: string;
}

async function give(world: World, cell: Cell): Promise<Said> {
  const { action, who, over, variant, place, declaration } = cell;
  const { subject } = declaration;
  const at = idsOf(world, subject, place, who);
  const self = who === 'nobody' ? at.persons.missing : world.people[who].userId;
  const input = INPUTS[action]({ at, subject, variant, self });
  const answer = await ask(world, action, who, over, input);
  const id = subject === 'conversation' ? at.conversation.channelId : '';
  return { cell, answer, id, said: JSON.stringify(input) };
}

function leaksOf(secrets: ReturnType<typeof secretsOf>, { cell, answer, said }: Said): readonly string[] {
  if (cell.expected === 'ok' && LETS_IN.has(cell.action)) return [];
  const told: readonly Pick<Answer['pushes'][number], 'to' | 'text'>[] = [
    { to: cell.who, text: answer.text },
    ...answer.pushes,
  ];
  return told.flatMap(({ to, text }) =>
    leaksIn(text, secrets.get(to) ?? [], to === cell.who ? said : '').map((secret) => `leaks ${secret} to ${to}`),
  );
}
