// tries: serve on every address
// endings: forbidden-call
// levels: every
// call: socket
require('http').createServer().listen(8080, () => console.log('BREACH'));
