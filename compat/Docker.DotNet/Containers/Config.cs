using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Docker.DotNet.Models;

/// <summary>The configuration that is baked into an image or a container.</summary>
[DataContract]
public class Config
{
    [DataMember(Name = "Hostname", EmitDefaultValue = false)]
    public string Hostname { get; set; }

    [DataMember(Name = "User", EmitDefaultValue = false)]
    public string User { get; set; }

    [DataMember(Name = "ExposedPorts", EmitDefaultValue = false)]
    public IDictionary<string, EmptyStruct> ExposedPorts { get; set; }

    [DataMember(Name = "Tty", EmitDefaultValue = false)]
    public bool Tty { get; set; }

    [DataMember(Name = "OpenStdin", EmitDefaultValue = false)]
    public bool OpenStdin { get; set; }

    [DataMember(Name = "Env", EmitDefaultValue = false)]
    public IList<string> Env { get; set; }

    [DataMember(Name = "Cmd", EmitDefaultValue = false)]
    public IList<string> Cmd { get; set; }

    [DataMember(Name = "Healthcheck", EmitDefaultValue = false)]
    public HealthConfig Healthcheck { get; set; }

    [DataMember(Name = "Image", EmitDefaultValue = false)]
    public string Image { get; set; }

    [DataMember(Name = "Volumes", EmitDefaultValue = false)]
    public IDictionary<string, EmptyStruct> Volumes { get; set; }

    [DataMember(Name = "WorkingDir", EmitDefaultValue = false)]
    public string WorkingDir { get; set; }

    [DataMember(Name = "Entrypoint", EmitDefaultValue = false)]
    public IList<string> Entrypoint { get; set; }

    [DataMember(Name = "Labels", EmitDefaultValue = false)]
    public IDictionary<string, string> Labels { get; set; }

    [DataMember(Name = "StopSignal", EmitDefaultValue = false)]
    public string StopSignal { get; set; }

    /// <summary>Time between the stop signal and the kill. Sent in whole seconds; null leaves the engine's default, 10 seconds.</summary>
    [DataMember(Name = "StopTimeout", EmitDefaultValue = false)]
    [JsonConverter(typeof(TimeSpanSecondsConverter))]
    public TimeSpan? StopTimeout { get; set; }
}
