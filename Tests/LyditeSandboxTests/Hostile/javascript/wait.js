// tries: wait for what never comes
// endings: wall-limit
// levels: every
// wall: 1
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
