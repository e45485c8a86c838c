import { describe } from 'vitest';
import { conditionContract } from './contract-conditions.ts';
import { limitContract } from './contract-limits.ts';
import { queryContract } from './contract-queries.ts';
import { transactionContract } from './contract-transactions.ts';
import { writeContract } from './contract-writes.ts';
import type { Open } from './fixture.ts';

/** What every adapter of the Store port must do alike. */
export const storeContract = (name: string, open: Open): void => {
  describe(`store contract: ${name}`, () => {
    writeContract(open);
    conditionContract(open);
    queryContract(open);
    transactionContract(open);
    limitContract(open);
  });
};
