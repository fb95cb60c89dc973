// tries: start itself again and again
// endings: exited process-limit memory-limit time-limit wall-limit signalled
// levels: every
// wall: 5
const { spawn } = require('child_process');
try { for (let i = 0; i < 3; i++) spawn(process.execPath, [__filename], { stdio: 'ignore', detached: true }).on('error', () => {}); } catch (e) {}
