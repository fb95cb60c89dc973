// tries: spin in callbacks that go first
// endings: time-limit memory-limit
// levels: every
(function again() { process.nextTick(again); })();
