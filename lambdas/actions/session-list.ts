import { devicesOf } from '../table/device.ts';
import { action } from './action.ts';

export const sessionList = action('session.list', {
  allow: ({ store, caller, now }) => devicesOf(store, caller.userId, now),
  async run({ caller }, _input, devices) {
    const sessions = devices.map(({ sessionId, device, createdAt, lastSeenAt }) => ({
      sessionId,
      device,
      createdAt,
      lastSeenAt,
      current: sessionId === caller.sessionId,
    }));
    return { sessions: sessions.toSorted((a, b) => b.lastSeenAt - a.lastSeenAt) };
  },
});
