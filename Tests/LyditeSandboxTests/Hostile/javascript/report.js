// tries: have its diagnostic report tell of the machine
// endings: exited forbidden-call
// levels: every
const report = process.report && process.report.getReport();
const text = report ? JSON.stringify(report.environmentVariables || {}) : '';
if (/SECRET|TOKEN|PASSWORD/.test(text)) console.log('BREACH');
