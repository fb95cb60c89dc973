// tries: open the inspector to the network
// endings: forbidden-call exited
// levels: every
require('inspector').open(9229, '0.0.0.0');
