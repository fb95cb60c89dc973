// tries: spin in two threads on shared memory
// endings: time-limit
// levels: every
const { Worker } = require('worker_threads');
new Worker('for (;;) {}', { eval: true });
for (;;) {}
