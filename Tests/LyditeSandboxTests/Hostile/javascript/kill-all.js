// tries: kill every process that it can reach
// endings: exited signalled
// levels: every
try { process.kill(-1, 'SIGKILL'); } catch (e) {}
