// tries: grow memories of WebAssembly
// endings: memory-limit exited signalled
// levels: every
const held = [];
for (let i = 0; i < 64; i++) {
  const m = new WebAssembly.Memory({ initial: 512 });
  new Uint8Array(m.buffer).fill(1);
  held.push(m);
}
console.log('BREACH');
