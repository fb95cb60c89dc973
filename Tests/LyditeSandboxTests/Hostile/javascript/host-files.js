// tries: look at the host
// endings: exited
const fs = require('fs');
for (const p of ['/proc/1/environ', '/proc/net', '/proc/sys', '/etc/passwd', '/home', '/tmp', '/sys', '/var', '/root'])
  try { fs.statSync(p); if (!p.startsWith('/proc') || fs.openSync(p)) console.log('BREACH', p); } catch (e) {}
