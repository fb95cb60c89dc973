// tries: open files until it is refused
// endings: exited
// levels: every
const fs = require('fs');
let n = 0;
try { while (n < 5000) { fs.openSync('/dev/null'); n++; } } catch (e) {}
if (n > 100) console.log('BREACH', n);
