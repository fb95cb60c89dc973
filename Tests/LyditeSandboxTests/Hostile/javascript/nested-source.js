// tries: make the parser recurse
// endings: exited signalled
// levels: every
try { eval('['.repeat(1e6)); } catch (e) {}
