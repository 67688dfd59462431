namespace Slipway.Routing;

/// <summary>Settings of a way to release that lets clients ask for the new version by a mark.</summary>
public interface IMarksRequests
{
    /// <summary>What requests for the new version bear; null: none do.</summary>
    CanaryMark? Mark { get; }
}
