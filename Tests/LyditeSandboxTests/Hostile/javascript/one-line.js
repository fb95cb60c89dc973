// tries: write one line of thirty mebibytes
// endings: output-limit
// levels: every
process.stdout.write('x'.repeat(30 << 20));
