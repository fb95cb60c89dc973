// tries: start a shell
// endings: exited
const { spawnSync } = require('child_process');
for (const name of ['/bin/sh', '/bin/bash', 'id'])
  if (spawnSync(name, ['-c', 'id']).status === 0) console.log('BREACH', name);
