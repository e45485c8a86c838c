/** A morning in a workspace, as people really write. */
import type { E2ePerson } from '../../support/e2e-person.ts';
import { signUp } from '../../support/e2e-person.ts';
import type { E2eServer } from '../../support/e2e-server.ts';

export interface Morning {
  readonly workspaceId: string;
  readonly channelId: string;
  /** Whose screen is shown. */
  readonly ada: E2ePerson;
  /** Who else is there at the moment. */
  readonly online: readonly E2ePerson[];
}

const CODE = `\`\`\`
for (const token of tokenize(source)) {
  if (token.kind === 'comment') continue;
  emit(token);
}
\`\`\``;

export async function morning(server: E2eServer): Promise<Morning> {
  const ada = await signUp(server, 'Ada Lovelace');
  const grace = await signUp(server, 'Grace Hopper');
  const radia = await signUp(server, 'Radia Perlman');
  const barbara = await signUp(server, 'Barbara Liskov');
  const { workspace } = await ada.call('workspace.create', { name: 'Analytical Engines' });
  const { workspaceId, generalChannelId } = workspace;
  const { secret } = await ada.call('invite.create', { workspaceId, role: 'member', uses: 3, expiresInSeconds: 3600 });
  for (const person of [grace, radia, barbara]) await person.call('invite.accept', { secret });
  const everyone = [ada, grace, radia, barbara].map(({ userId }) => userId);
  const channel = async (name: string, topic: string): Promise<string> => {
    const { own } = await grace.call('channel.create', { workspaceId, name, kind: 'public' });
    const { channelId } = own.channel;
    const userIds = everyone.filter((userId) => userId !== grace.userId);
    await grace.call('channel.addMembers', { channelId, userIds });
    await grace.call('channel.describe', { channelId, topic });
    return channelId;
  };
  const compilers = await channel('compilers', 'Passes, IR and everything between source and machine');
  const design = await channel('design', 'Sketches welcome');
  const launch = await channel('launch', 'Thursday, ten o’clock');
  await channel('reading-group', 'This month: Structured Programming');
  const direct = await radia.call('direct.start', { workspaceId, userIds: [ada.userId] });
  await ada.call('direct.start', { workspaceId, userIds: [grace.userId] });
  await ada.say(generalChannelId, 'Welcome, everyone! Introduce yourselves, there is cake in the kitchen.');

  await grace.say(
    compilers,
    `Morning! The tokenizer is its own pass now. It is *much* easier to test, and the numbers are the same:\n${CODE}`,
  );
  await ada.say(
    compilers,
    'Lovely. Two thoughts:\n1. keep `peek()`, the parser leans on it\n2. ~~rename emit~~ never mind, I like the name',
  );
  await barbara.say(
    compilers,
    '> easier to test\n\nThat alone is worth it. The long version: https://example.org/notes/passes',
  );
  await grace.say(compilers, 'Reading it over coffee.');
  await radia.say(compilers, 'Reduced the spanning-tree example: three nodes, one edge twice. It never ends.');
  await radia.say(compilers, `<@${ada.userId}> can you look at the \`visit\` order?`);
  const { seq, ord } = await ada.say(compilers, 'On it. **Thursday** still stands.');
  await ada.call('readMarker.move', { markers: [{ channelId: compilers, readSeq: seq, readOrd: ord }] });
  await barbara.say(design, 'New drawings of the card reader are up.');
  await grace.say(launch, `<@${ada.userId}> shall we rehearse tomorrow?`);
  await radia.say(direct.own.channel.channelId, 'Lunch at one?');
  return { workspaceId, channelId: compilers, ada, online: [grace, radia] };
}
