namespace Shop.Tests.Running;

/// <summary>A test that needs a real PostgreSQL, and so a Docker Engine; without one it is shown as skipped, with the reason.</summary>
public sealed class DatabaseFactAttribute : FactAttribute
{
    public DatabaseFactAttribute()
    {
        if (DockerClient.WhyAbsent is { } reason)
        {
            Skip = $"Needs PostgreSQL in a container: {reason}.";
        }
    }
}
