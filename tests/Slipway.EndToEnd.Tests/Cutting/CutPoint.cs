namespace Slipway.EndToEnd.Tests.Cutting;

/// <summary>The request whose reply is lost.</summary>
/// <param name="Name">As <see cref="RequestNames"/> has it.</param>
/// <param name="Occurrence">1 for the first of that name.</param>
/// <param name="ForGood">Whether the engine is not to be reached any more afterwards; else only that one connection breaks.</param>
internal sealed record CutPoint(string Name, int Occurrence, bool ForGood)
{
    public override string ToString() => $"{Name} #{Occurrence}, {(ForGood ? "everything cut for good" : "that connection cut")}";
}
