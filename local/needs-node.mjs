// Plain JavaScript, so that an old Node can still say what is wrong: the scripts of package.json preload it.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Parley needs Node 24 or newer; this is ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer Node, or run "npm ci" with optional dependencies: on Linux x64 they bring one along.\n',
  );
  process.exit(1);
}
