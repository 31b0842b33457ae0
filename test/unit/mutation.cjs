// For mutation tests: fewer random cases, and the first that fails is enough: no smaller one is looked for.
const fc = require("fast-check");

process.env.CASES = "60";
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
