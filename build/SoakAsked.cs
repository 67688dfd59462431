/// <summary>What a soak was asked for; another seed, effort or commit is another run.</summary>
internal sealed record SoakAsked(int Seed, string Kills, int Minutes, string Version);
