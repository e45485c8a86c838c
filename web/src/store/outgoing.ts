import { draftOf, only } from './draft.ts';
import { key, type Outgoing, type Patch, type State } from './state.ts';

/** Puts an outgoing message on screen, or its new status in its old place. */
export function putOutgoing(state: State, outgoing: Outgoing): Patch {
  const name = key.outbox(outgoing.channelId);
  const present = state[name] ?? [];
  const index = present.findIndex(({ clientMessageId }) => clientMessageId === outgoing.clientMessageId);
  if (index >= 0) return only(name, present.with(index, outgoing));
  return only(
    name,
    [...present, outgoing].toSorted((a, b) => a.createdAt - b.createdAt),
  );
}

/** Takes an outgoing message off the screen. */
export function dropOutgoing(state: State, { channelId, clientMessageId }: Outgoing): Patch {
  const name = key.outbox(channelId);
  const rest = (state[name] ?? []).filter((outgoing) => outgoing.clientMessageId !== clientMessageId);
  return only(name, rest.length > 0 ? rest : undefined);
}

/** All of them at once, as they were kept on this device. */
export function restoreOutbox(state: State, kept: readonly Outgoing[]): Patch {
  const draft = draftOf(state);
  for (const outgoing of kept) {
    const name = key.outbox(outgoing.channelId);
    const present = draft.get(name) ?? [];
    if (present.some(({ clientMessageId }) => clientMessageId === outgoing.clientMessageId)) continue;
    draft.set(
      name,
      [...present, outgoing].toSorted((a, b) => a.createdAt - b.createdAt),
    );
  }
  return draft.patch;
}
