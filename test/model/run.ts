/** `npm run model`: every variant of the model, the long ones too. Closes with 1 when one comes out otherwise than it must. */
import { checkVariant, needsSpin } from './check-model.ts';
import { VARIANTS } from './variants.ts';

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

await needsSpin();
let states = 0;
let wrong = 0;
for (const variant of VARIANTS) {
  const outcome = await checkVariant(variant);
  if (!variant.finds) states += outcome.states;
  if (outcome.problem !== null) wrong += 1;
  const verdict = outcome.problem ?? (outcome.found ? `counterexample: ${outcome.found.slice(0, 60)}` : 'holds');
  const counted = `${outcome.states.toLocaleString('en')} states`.padStart(18);
  print(`${variant.name.padEnd(54)} ${counted} ${outcome.seconds.toFixed(1).padStart(6)} s  ${verdict}`);
}
print(
  `${VARIANTS.length - wrong} as they must, ${wrong} otherwise; ${states.toLocaleString('en')} states without a fault`,
);
process.exitCode = wrong === 0 ? 0 : 1;
