// tries: leave a detached program behind
// endings: exited
// levels: every
require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { detached: true, stdio: 'inherit' }).unref();
setTimeout(() => process.exit(0), 100);
