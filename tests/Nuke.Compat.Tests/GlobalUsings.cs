global using Xunit;
// The official framework has an Assert of its own.
global using Assert = Xunit.Assert;
