using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Cutting;

/// <inheritdoc cref="LostReplySweep"/>
public sealed class LostReplyTests(ShopToCut shop) : IClassFixture<ShopToCut>
{
    [EngineFact]
    [Trait("Category", "Soak")]
    [Fault("A reply of the engine is lost after its effect, that connection breaks",
        Served = "the old or the new version, no request lost",
        Said = "0 when it went on, 4 when it undid, 5 when the lock went with the connection; `Status` names the step that was cut off",
        Converged = "the next `Deploy`, of the same or of another version; no migration was started twice")]
    public Task Release_that_loses_one_reply_of_the_engine_loses_no_request_and_tells_the_truth() =>
        new LostReplySweep(shop, forGood: false).RunAsync();

    [EngineFact]
    [Trait("Category", "Soak")]
    [Fault("A reply of the engine is lost after its effect, and the engine is never reached again",
        Served = "the old or the new version, no request lost",
        Said = "5, or 4 before anything was begun; `Status` from elsewhere names the step that was cut off",
        Converged = "the next `Deploy`, of the same or of another version; no migration was started twice")]
    public Task Release_that_loses_the_engine_for_good_loses_no_request_and_tells_the_truth() =>
        new LostReplySweep(shop, forGood: true).RunAsync();
}
