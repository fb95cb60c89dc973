// tries: find what the caller's environment holds
// endings: exited
// levels: every
const known = new Set(['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_DISABLE_COLORS']);
for (const name of Object.keys(process.env)) if (!known.has(name)) console.log('BREACH', name);
