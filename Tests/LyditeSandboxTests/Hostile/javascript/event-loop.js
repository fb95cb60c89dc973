// tries: keep its event loop alive
// endings: wall-limit
// levels: every
// wall: 1
setInterval(() => {}, 1e9);
