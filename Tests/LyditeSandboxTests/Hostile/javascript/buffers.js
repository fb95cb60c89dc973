// tries: fill memory outside its heap
// endings: memory-limit signalled
// levels: every
const held = [];
for (;;) held.push(Buffer.alloc(1 << 20, 1));
