import { useEffect, useState } from 'react';
import type { ErrorBody } from '../../../../protocol/errors.ts';
import { useEngine } from '../../engine-context.ts';
import { errorBodyOf } from '../../hooks/problem.ts';
import { valid } from '../../hooks/valid.ts';

export interface InvitePreview {
  readonly workspaceName: string | null;
  readonly invitedBy: string;
  readonly error: ErrorBody | null;
}

const NOTHING: InvitePreview = { workspaceName: null, invitedBy: '', error: null };

/** What an invite link leads to; `workspaceName` is null until it is known. */
export function useInvitePreview(secret: string | null): InvitePreview {
  const engine = useEngine();
  const [preview, setPreview] = useState(NOTHING);
  useEffect(() => {
    if (secret === null) return;
    let current = true;
    const ask = async () => engine.request('invite.preview', await valid('invite.preview', { secret }));
    ask().then(
      (found) => current && setPreview({ ...found, error: null }),
      (cause: unknown) => current && setPreview({ ...NOTHING, error: errorBodyOf(cause) }),
    );
    return () => {
      current = false;
    };
  }, [engine, secret]);
  return preview;
}
