import { Problem } from '../../protocol/errors.ts';
import { userIdOf } from '../domain/ids.ts';
import { action } from './action.ts';
import { changeConnection } from './on-socket.ts';

export const socketRenew = action('socket.renew', {
  async allow({ identity, caller }, { accessToken }) {
    const claims = await identity.verify(accessToken);
    if (userIdOf(claims.sub) !== caller.userId || claims.originJti !== caller.sessionId) {
      throw new Problem('unauthenticated', 'This token is of another session. Connect again.');
    }
    return claims.expiresAt;
  },

  async run(context, _input, expiresAt) {
    const { exp } = await changeConnection(context, { exp: expiresAt, lastSeen: context.now });
    return { expiresAt: exp };
  },
});
