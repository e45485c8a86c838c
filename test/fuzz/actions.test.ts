import { actions } from './actions.ts';
import { fuzz } from './in-test.ts';

fuzz(actions);
