global using Slipway.Testing.Facts;
global using Slipway.Testing.Files;
global using Xunit;
// The official framework has an Assert of its own.
global using Assert = Xunit.Assert;
