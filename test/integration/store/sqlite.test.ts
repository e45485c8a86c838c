import { openSqliteStore } from '../../support/sqlite-store.ts';
import { storeContract } from './contract.ts';

storeContract('the embedded store', openSqliteStore);
