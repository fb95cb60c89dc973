// tries: print marks that upset whoever shows them
// endings: exited
// levels: every
console.log('\u202e' + 'a' + '\u0301'.repeat(10000) + '\u2028\u2029\u0000');
