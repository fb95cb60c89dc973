// tries: kill its parent
// endings: exited
// levels: every
try { process.kill(process.ppid, 'SIGKILL'); } catch (e) {}
