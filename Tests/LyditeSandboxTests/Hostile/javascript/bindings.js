// tries: reach the raw bindings
// endings: exited signalled
// levels: every
try { process.binding('spawn_sync').spawn({ file: '/bin/id', args: ['id'], stdio: [] }); } catch (e) {}
try { process.dlopen({ exports: {} }, '/box/x.node'); console.log('BREACH'); } catch (e) {}
