// tries: spend for ever in one match
// endings: time-limit
// levels: every
/(a+)+$/.test('a'.repeat(60) + 'b');
