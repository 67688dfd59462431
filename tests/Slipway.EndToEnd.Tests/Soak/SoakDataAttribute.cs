using System.Reflection;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Soak;

/// <summary>
/// A case of a theory that a check leaves to a soak, because another one of the same theory already shows the behaviour. The test is of the
/// category Soak.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class SoakDataAttribute(params object[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Effort.EveryPair ? [values] : [];
}
