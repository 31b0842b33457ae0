// Stryker's runner asks for files of Mocha by names without an ending; those of Mocha 12 end in .cjs.
const { _extensions: loaders } = require("node:module");

loaders[".cjs"] ??= loaders[".js"];
