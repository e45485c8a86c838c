import { countTry } from '../flows/tries.ts';
import { action } from './action.ts';

/** What failed in a browser goes to the log. Its contract lets nothing through that a person could have written. */
export const clientReport = action('client.report', {
  allow: (context) =>
    countTry(context, 'report', { address: context.browser.address, account: context.browser.sessionSecret }),
  async run({ log }, { error, panel, app, at }) {
    log.warn('client error', { error, panel, app, at: at.join(' ') });
    return {};
  },
});
