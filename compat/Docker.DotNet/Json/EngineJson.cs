using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Docker.DotNet.Json;

/// <summary>JSON as the engine reads and writes it.</summary>
internal static class EngineJson
{
    private static readonly JsonSerializerSettings Settings = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        Converters = { new EngineDateTimeConverter(), new StringEnumConverter() },
    };

    private static readonly JsonSerializer Serializer = JsonSerializer.Create(Settings);

    public static string Serialize(object value) => JsonConvert.SerializeObject(value, Settings);

    public static T Deserialize<T>(string json) => JsonConvert.DeserializeObject<T>(json, Settings);

    public static HttpContent Content(object value) => new StringContent(Serialize(value), new UTF8Encoding(false), "application/json");

    /// <summary>Reads a stream of JSON values, of which the engine writes one a line, and reports each as it arrives.</summary>
    public static async Task ReportEachAsync<T>(Stream stream, IProgress<T> progress, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(stream, new UTF8Encoding(false));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            // Several values on one line are legal, too.
            using var reader = new JsonTextReader(new StringReader(line)) { SupportMultipleContent = true };
            while (reader.Read())
                progress?.Report(Serializer.Deserialize<T>(reader));
        }
    }
}
