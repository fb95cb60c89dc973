// tries: ignore every signal that can be ignored, and spin
// endings: time-limit
// levels: every
for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU', 'SIGUSR2', 'SIGALRM']) try { process.on(s, () => {}); } catch (e) {}
for (;;) {}
