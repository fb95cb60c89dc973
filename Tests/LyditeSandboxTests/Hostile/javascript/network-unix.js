// tries: listen on a path
// endings: exited forbidden-call
// levels: every
require('net').createServer().on('error', () => {}).listen('/box/sock', () => console.log('BREACH'));
