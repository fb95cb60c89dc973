// tries: start workers without end
// endings: exited memory-limit process-limit signalled time-limit wall-limit
// levels: every
// wall: 5
const { Worker } = require('worker_threads');
let alive = 0;
for (let i = 0; i < 100; i++)
  try { new Worker('setTimeout(() => {}, 9e8)', { eval: true }).on('online', () => { if (++alive > 64) console.log('BREACH'); }).on('error', () => {}); }
  catch (e) { break; }
setTimeout(() => process.exit(0), 300);
