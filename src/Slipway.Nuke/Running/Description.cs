using Serilog;

namespace Slipway.Nuke.Running;

/// <summary>What a build says of what is released.</summary>
internal static class Description
{
    /// <summary>A part of it. What is thrown while that is put together is a fault of the description.</summary>
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
