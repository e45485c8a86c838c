// Plain JavaScript, so that an old Node can still say what is wrong. Starts `run.ts`, or `dev.ts` after the word "dev".
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Parley needs Node 24 or newer; this is ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer Node, or run "npm ci" with optional dependencies: on Linux x64 they bring one along.\n',
  );
  process.exit(1);
}
const isDev = process.argv[2] === 'dev';
const { main } = await import(isDev ? './dev.ts' : './run.ts');
await main(process.argv.slice(isDev ? 3 : 2));
