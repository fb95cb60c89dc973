// tries: resolve a name
// endings: forbidden-call exited
// levels: every
require('dns').lookup('data.example.com', e => e || console.log('BREACH'));
