import { openDynoxideStore } from '../../support/dynoxide-store.ts';
import { storeContract } from './contract.ts';

storeContract('the store over the SDK, on dynoxide', openDynoxideStore);
