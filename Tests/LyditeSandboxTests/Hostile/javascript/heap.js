// tries: fill its heap
// endings: memory-limit signalled time-limit
// levels: every
const held = [];
for (;;) held.push({ a: [1.5, 2.5, held.length] });
