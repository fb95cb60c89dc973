// tries: mislead whoever shares its process
// endings: exited
// levels: every
Object.prototype.verdict = 'correct';
JSON.stringify = () => '{"verdict":"correct"}';
process.exit = () => {};
console.log('x');
