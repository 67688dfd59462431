using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Applications;

/// <summary>
/// What a release remembers of its description: services, workers, migration, verification, timeouts, ways to release, what becomes of
/// the old slot. Of secrets it has the names alone. Kept as it was written: what a newer version of Slipway adds to it is not lost when
/// an older one brings the release back.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class ReleaseDescription
{
    private readonly Application? origin;
    private readonly Lazy<DescribedRelease> content;

    private ReleaseDescription(JsonElement json, Application? origin)
    {
        (Json, this.origin) = (json, origin);
        content = new Lazy<DescribedRelease>(Read);
    }

    /// <summary>As it stands in the record.</summary>
    internal JsonElement Json { get; }

    /// <summary>
    /// The migration of the release; null when it had none. Throws a <see cref="SpecificationException"/> where this build can't read what
    /// the record holds.
    /// </summary>
    internal Migration? Migration => content.Value.Migration;

    /// <summary>What belongs to the release in a description.</summary>
    /// <param name="application">The description, without faults.</param>
    public static ReleaseDescription Of(Application application) =>
        new(JsonSerializer.SerializeToElement(DescribedRelease.Of(application), DescriptionJson.Options), application);

    /// <summary>
    /// The application as it was described for this release, on an installation: that one's name, router, shared services and retention,
    /// and the values that it gives to secrets, stay.
    /// </summary>
    /// <param name="installation">Today's description.</param>
    /// <exception cref="SpecificationException">This build can't read what the record holds.</exception>
    public Application On(Application installation) =>
        ReferenceEquals(origin, installation) ? installation : content.Value.On(installation);

    private DescribedRelease Read()
    {
        try
        {
            return Json.Deserialize<DescribedRelease>(DescriptionJson.Options) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException error)
        {
            throw new SpecificationException(
            [
                new SpecificationFault("release.description",
                    $"what the release's record holds can't be read by this build ({error.Message}): run the command with the version of "
                        + "Slipway that released it"),
            ]);
        }
    }

    /// <summary>The text is read when it is needed: a command that only lists releases needs none of it.</summary>
    internal sealed class Converter : JsonConverter<ReleaseDescription>
    {
        public override ReleaseDescription Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonElement.ParseValue(ref reader), origin: null);

        public override void Write(Utf8JsonWriter writer, ReleaseDescription value, JsonSerializerOptions options) =>
            value.Json.WriteTo(writer);
    }
}
