// tries: send a datagram
// endings: forbidden-call
// levels: every
// call: socket
require('dgram').createSocket('udp4').send('x', 53, '10.0.0.1', e => e || console.log('BREACH'));
