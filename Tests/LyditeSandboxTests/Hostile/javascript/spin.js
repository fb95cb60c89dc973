// tries: spin
// endings: time-limit
// levels: every
for (;;) {}
