using Serilog;

namespace Slipway.Nuke.Running;

/// <summary>A part of what a build says of what is released: the application, its hooks, its observers.</summary>
internal static class DescribedPart
{
    /// <summary>The part itself. What is thrown while that is put together is a fault of the description.</summary>
    /// <param name="part">The member that it is: <c>Application</c>.</param>
    /// <param name="read">Puts it together.</param>
    /// <exception cref="SpecificationException">It could not be put together; the fault says why.</exception>
    public static T Read<T>(string part, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is not SlipwayException)
        {
            // The place matters to whoever mends it.
            Log.Debug(error, "{Part} could not be read", part);
            throw new SpecificationException([new SpecificationFault(part, $"it could not be read: {error.Message}")]);
        }
    }
}
