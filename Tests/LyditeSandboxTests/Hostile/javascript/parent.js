// tries: read its parent's words and environment
// endings: exited
// levels: every
const fs = require('fs');
for (const name of ['environ', 'mem', 'maps', 'fd'])
  try { fs.openSync(`/proc/${process.ppid}/${name}`); console.log('BREACH', name); } catch (e) {}
