// tries: connect outside
// endings: forbidden-call
// levels: every
// call: socket
require('net').connect(80, '10.0.0.1').on('connect', () => console.log('BREACH'));
